package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * Which snapshots to compare. What is null does not matter.
 *
 * @param first  the snapshot before
 * @param second the snapshot after
 * @param paths  only these, folders with all they hold, see {@link RemotePath}
 * @param kinds  tell only of these: ADDED, REMOVED, CHANGED, MOVED, METADATA, UNREADABLE. All are counted
 */
public record DiffQuery(String first, String second, List<Object> paths, List<String> kinds) {
}
