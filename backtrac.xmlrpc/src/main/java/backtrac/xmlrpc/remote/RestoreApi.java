package backtrac.xmlrpc.remote;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/** Gets files back. Called as {@code restore.…}. */
@ProviderType
public interface RestoreApi {

	/**
	 * Writes files of a snapshot to a folder of the server, back to where they are from, or to the source of another plan. Returns at once; {@link RunApi#poll} tells how far it is.
	 *
	 * @return the run's id
	 * @throws RpcFault {@link Fault#NOT_FOUND} if there is no such snapshot or plan, {@link Fault#REFUSED} if the target may not be written to: it leads out of the
	 *                  folders that are set up for restores, lies in the repository or in what the server consists of, or is the source of a plan that is gone or looks elsewhere now, or if too many restores of the caller's only client wait; {@link Fault#FORBIDDEN}
	 *                  if it is that of another client than the caller's, or another plan's source and the caller is no administrator
	 */
	@Access(value = Role.RESTORE, changes = true)
	@Help("Writes files of a snapshot to a folder of the server, back to where they are from, or to the source of another plan, and answers the run_id at once. Takes a struct of snapshot (its id, a "
			+ "unique beginning of that, 'latest' or client/plan/time), paths (an array of string, or base64 if one is no valid UTF-8: names joined by '/' from below "
			+ "the folder that was backed up; a folder with all it holds; absent or empty for everything), and one of target (a folder of the server: a relative one is "
			+ "below the first of the folders that restoreRoots in etc/backtrac.restore.cfg names, an absolute one below any of them unless the caller is an administrator; it "
			+ "is made if it is not there, and is never in the repository or in what the server itself consists of), to_source (true: by way of the snapshot's plan, to the same paths) "
			+ "and to_plan (a plan's id, a unique beginning of it, or client/plan: by way of that plan, to the same paths below the folder that it backs up; for administrators), and overwrite (true to replace what is there; else it "
			+ "stays, and the run ends PARTIAL). With the role restore a target lies below the folder that is named after the client, the source is refused if its plan is of a "
			+ "client with another name now, and while 8 restores of the client wait no other is taken.")
	String start(RestoreRequest request);
}
