package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/**
 * The machines that are protected. Called as {@code client.…}. A client is named by its id or its name. Methods that take one throw
 * {@link RpcFault} {@link Fault#NOT_FOUND} if there is none.
 */
@ProviderType
public interface ClientApi {

	/** A page of the clients, by name. */
	@Access(Role.VIEWER)
	@Help("A page of the clients whose name has a text in it, by name; text, offset, limit (1 to 10000): array of struct of client_id, name, paused.")
	List<ClientInfo> list(String text, int offset, int limit);

	/**
	 * Adds a client, or gives one another name.
	 *
	 * @param client the one to rename; empty to add one
	 * @return its id
	 * @throws RpcFault {@link Fault#BAD_PARAMETERS} if that cannot be a name, {@link Fault#REFUSED} if another client has it
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Adds a client (client is empty), or gives a client another name (name), and answers its client_id. "
			+ "Snapshots keep the name under which they were taken.")
	String save(String client, String name);

	/** Has the scheduler leave all plans of a client alone. */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Has the scheduler leave all plans of a client alone. Runs by hand begin anyway.")
	void pause(String client);

	/** Ends a pause. */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Has the scheduler start the plans of a client again.")
	void resume(String client);

	/**
	 * Removes a client with its plans. Runs stay in the history, snapshots in the repository.
	 *
	 * @throws RpcFault {@link Fault#REFUSED} if a run of one of its plans has not ended
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Removes a client with its plans. Their runs stay in the history, and their snapshots in the repository.")
	void remove(String client);
}
