package backtrac.api.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.catalog.CatalogException;

/**
 * The tokens that the catalog knows. Of a token itself only a hash is stored.
 *
 * <p>
 * Threads: all methods may be called by several threads at once; they block for the database and throw {@link CatalogException} when it fails.
 */
@ProviderType
public interface Tokens {

	/**
	 * A token and the SHA-256 of what is secret of it.
	 */
	record Stored(Token token, byte[] hash) {
	}

	/**
	 * Adds one.
	 *
	 * @throws CatalogException if one that is not revoked has its name; the message is for people
	 */
	void add(Stored token);

	/** Finds one by its id, whether it is good or not. */
	Optional<Stored> find(String id);

	/** All of them by name, with those that are no good any more. */
	List<Token> tokens();

	/** Notes that one was used. */
	void used(String id, Instant when);

	/** Refuses one from now on; false if there is none, or it was revoked before. */
	boolean revoke(String id, Instant when);
}
