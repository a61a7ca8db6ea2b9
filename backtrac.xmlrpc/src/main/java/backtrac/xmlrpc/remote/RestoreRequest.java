package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What to restore, and where to. There is a target or {@code toSource} is true, and not both.
 *
 * @param snapshot  as in {@link SnapshotApi}
 * @param paths     what to restore, as {@link RemotePath} says; folders with all they hold; null or empty for everything
 * @param target    a folder of the server; null or empty for none
 * @param toSource  whether it goes back to where it is from; null for false
 * @param overwrite whether to replace what is there; null for false
 */
public record RestoreRequest(String snapshot, List<Object> paths, String target, Boolean toSource, Boolean overwrite) {
}
