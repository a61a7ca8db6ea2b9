package backtrac.xmlrpc.remote;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/** The server itself. Called as {@code server.…}. */
@ProviderType
public interface ServerApi {

	/** How the server is. */
	@Access(Role.VIEWER)
	@Help("How the server is: struct of version, started_ms, repository, first_password_file, troubles (why backups cannot run now, a sentence each).")
	ServerStatus status();

	/**
	 * What the scheduler leaves alone.
	 *
	 * @throws RpcFault {@link Fault#UNAVAILABLE} while there is no catalog
	 */
	@Access(Role.VIEWER)
	@Help("What the scheduler leaves alone: struct of all (nothing is started), clients (names of those that are paused), plans (client/plan of those that are).")
	Pauses pauses();

	/**
	 * Has the scheduler start nothing at all, on no server of the catalog.
	 *
	 * @throws RpcFault {@link Fault#UNAVAILABLE} while there is no catalog
	 */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Has the scheduler start nothing at all, on no server of the catalog. Runs by hand begin anyway.")
	void pause();

	/**
	 * Has the scheduler start runs again.
	 *
	 * @throws RpcFault {@link Fault#UNAVAILABLE} while there is no catalog
	 */
	@Access(value = Role.OPERATOR, changes = true)
	@Help("Has the scheduler start runs again. Clients and plans that are paused stay so.")
	void resume();
}
