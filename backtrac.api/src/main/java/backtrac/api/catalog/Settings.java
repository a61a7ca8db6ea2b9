package backtrac.api.catalog;

import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What all servers of a catalog share beside all that has a place of its own: short texts by their names. Threads and errors as
 * with {@link Catalog}.
 */
@ProviderType
public interface Settings {

	/** Its value is {@code true} while the scheduler starts nothing at all. */
	String PAUSED = "scheduler.paused";

	/** The value of a setting. */
	Optional<String> get(String name);

	/** All settings whose name begins with this. */
	Map<String, String> all(String prefix);

	/** Sets a value; null removes it. */
	void set(String name, String value);

	/**
	 * Sets a value if it is still what the caller takes it for.
	 *
	 * @param expected null if it is taken not to be there
	 * @param value    null removes it
	 * @return false, and nothing is changed, if it is another
	 */
	boolean replace(String name, String expected, String value);
}
