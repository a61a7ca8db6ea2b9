package backtrac.api.catalog;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What the server protects: clients and plans. The bytes are in the repository, not here.
 *
 * <p>
 * Threads: all methods may be called by several threads at once and block for the database. A method that has returned
 * has stored. They throw {@link CatalogException} when the database fails. An interrupt does not end them, so that a run
 * that is cancelled can still be stored; the thread stays interrupted.
 */
@ProviderType
public interface Catalog {

	/** All clients, by name. */
	List<Client> clients();

	/** Finds a client by its id. */
	Optional<Client> client(String id);

	/** Finds a client by its name, in any case of letters. */
	Optional<Client> clientNamed(String name);

	/**
	 * Adds a client, or changes the one with the same id. One that gets a name which it did not have revokes the tokens for restores of the client of that name: they
	 * were given for another one.
	 *
	 * @throws CatalogException if another client has that name
	 */
	void save(Client client);

	/**
	 * Adds a client that was there before, by what its snapshots say of it. It is no other client, and the tokens for it stay good.
	 *
	 * @throws CatalogException if another client has that name or id
	 */
	void addAgain(Client client);

	/**
	 * Removes a client with its plans, as {@link #removePlan} does; does nothing if it is not there.
	 *
	 * @throws CatalogException if a run of one of its plans has not ended
	 */
	void removeClient(String id);

	/** All plans, by client and name. */
	List<Plan> plans();

	/** Finds a plan by its id. */
	Optional<Plan> plan(String id);

	/**
	 * Adds a plan, or changes the one with the same id.
	 *
	 * @throws CatalogException if its client does not exist, or has another plan of that name
	 */
	void save(Plan plan);

	/**
	 * Changes a plan that nobody else has changed since it was read, so that of two changes none is lost.
	 *
	 * @param before as it was read
	 * @param after  as it shall be, with the same id
	 * @return false if it is not as it was read any more, or not there: nothing has been changed
	 * @throws CatalogException if its client does not exist, or has another plan of that name
	 */
	boolean change(Plan before, Plan after);

	/**
	 * Removes a plan, with what it waits for and its secrets; does nothing if it is not there. Its runs stay in the history, and its snapshots in
	 * the repository.
	 *
	 * @throws CatalogException if a run of it has not ended
	 */
	void removePlan(String id);
}
