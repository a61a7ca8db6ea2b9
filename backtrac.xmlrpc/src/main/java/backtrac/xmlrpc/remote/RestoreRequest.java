package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What to restore, and where to. There is one of {@code target}, {@code toSource} and {@code toPlan}.
 *
 * @param snapshot  as in {@link SnapshotApi}
 * @param paths     what to restore, as {@link RemotePath} says; folders with all they hold; null or empty for everything
 * @param target    a folder of the server; null or empty for none
 * @param toSource  whether it goes back to where it is from; null for false
 * @param overwrite whether to replace what is there; null for false
 * @param toPlan    the plan whose source it goes to, as in {@link PlanApi}; null or empty for none
 */
public record RestoreRequest(String snapshot, List<Object> paths, String target, Boolean toSource, Boolean overwrite, String toPlan) {

	/** To no other plan's source. */
	public RestoreRequest(String snapshot, List<Object> paths, String target, Boolean toSource, Boolean overwrite) {
		this(snapshot, paths, target, toSource, overwrite, null);
	}
}
