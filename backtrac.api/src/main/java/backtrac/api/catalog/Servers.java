package backtrac.api.catalog;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The servers that share the catalog. One that lives counts its beats up; who sees a count stand still for long, by the
 * own clock, knows that the server is gone. So no two clocks need to agree. Threads and errors as with {@link Catalog}.
 */
@ProviderType
public interface Servers {

	/** This server's own id, the same for ever. */
	String self();

	/** Counts this server's beat up; adds it if it is not there. */
	void beat();

	/** All servers, this one too. */
	List<Server> all();

	/** Removes one that is gone. Its runs must have been ended before. */
	void remove(String id);

	/**
	 * A server.
	 *
	 * @param id   made at its first start
	 * @param name of its machine
	 * @param beat how often it has told that it lives
	 */
	record Server(String id, String name, long beat) {
	}
}
