package backtrac.xmlrpc.remote;

import org.osgi.annotation.versioning.ProviderType;

/** What is backed up. Called as {@code plan.…}. */
@ProviderType
public interface PlanApi {

	/**
	 * Has a plan that backs up a folder of the server's own machine: the one that is there, or else a new one, of a
	 * client that is named after the machine.
	 *
	 * @param path an absolute folder
	 * @throws RpcFault {@link Fault#BAD_PARAMETERS} if the path is not absolute, {@link Fault#NOT_FOUND} if there is no
	 *                  such folder, {@link Fault#REFUSED} if the server may not read it or keeps its repository there
	 */
	@Help("Makes a plan for a folder (path) of the server's own machine, or finds the one that is there: "
			+ "struct of plan_id, client, plan, created.")
	ProtectedFolder protect(String path);
}
