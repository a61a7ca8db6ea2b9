package backtrac.api.catalog;

import java.util.Map;
import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Passwords and the like. They are encrypted in the database, by a key in a file beside it. Threads and errors as with
 * {@link Catalog}.
 *
 * <p>
 * Only who connects may {@link #read} them. What talks to people and programs sets them and tells which there are, and never gives
 * one back; nobody logs one.
 */
@ProviderType
public interface Secrets {

	/**
	 * Sets a secret.
	 *
	 * @param owner a plan's id, or another name that is no plan's
	 * @param name  the setting that it is, such as {@code password}
	 * @param value null removes it
	 * @throws CatalogException if the owner is a plan's id and that is removed, or the key cannot be had
	 */
	void set(String owner, String name, String value);

	/** Which secrets an owner has. */
	Set<String> names(String owner);

	/**
	 * The secrets of an owner, in the clear.
	 *
	 * @throws CatalogException if the key is not the one that they were encrypted with; the message says what to do
	 */
	Map<String, String> read(String owner);
}
