package backtrac.api.catalog;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Who may sign in to the web page. At the server's first start there is one user, {@value #ADMIN}, with a one-time password that stands
 * in a file of the data folder until a password of one's own has been set.
 *
 * <p>
 * Threads: all methods may be called by several threads at once; they block for the database, and checking a password
 * takes a good part of a second by design. They throw {@link CatalogException} when the database fails.
 */
@ProviderType
public interface Users {

	/** The user that every server begins with. */
	String ADMIN = "admin";

	/** The fewest characters of a password. */
	int SHORTEST_PASSWORD = 10;

	/** What a name and a password are good for. */
	enum Check {
		/** They are not right. */
		REFUSED,
		/** Right, but the password is the one-time one: another must be set first. */
		MUST_CHANGE,
		/** Right. */
		ACCEPTED
	}

	/**
	 * A user.
	 *
	 * @param oneTime whether the password is still the one-time one
	 */
	record User(String name, boolean oneTime) {
	}

	/** All users, by name. */
	List<User> users();

	/**
	 * Adds a user.
	 *
	 * @throws CatalogException if that cannot be a name, a user has it already, or the password is shorter than {@value #SHORTEST_PASSWORD}
	 *                          characters
	 */
	void add(String name, char[] password);

	/**
	 * Removes a user.
	 *
	 * @return false if there is none
	 * @throws CatalogException if there is no other
	 */
	boolean remove(String name);

	/** Checks a password. Takes the same time for a name that does not exist. */
	Check check(String name, char[] password);

	/**
	 * Sets a user's password, and deletes the file with the one-time one.
	 *
	 * @throws CatalogException if there is no such user, or the password is shorter than {@value #SHORTEST_PASSWORD}
	 *                          characters or the one that it replaces
	 */
	void setPassword(String name, char[] password);
}
