package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * One thing that differs between two snapshots. For paths see {@link RemotePath}.
 *
 * @param kind    ADDED, REMOVED, CHANGED, MOVED, METADATA or UNREADABLE. Of a folder that was moved as a whole only the folder is told
 * @param path    where it is in the second snapshot; of what was removed, in the first
 * @param rawPath the path's bytes, if they cannot travel as text; else null
 * @param from    where it was in the first snapshot if that is another place; else null
 * @param rawFrom the bytes of that, if they cannot travel as text; else null
 * @param bytes   the content that this is about; 0 if only metadata differs
 * @param aspects in what the two differ: TYPE, CONTENT, TARGET, DEVICE, UNREADABLE, MODE, OWNER, GROUP, TIME, ACL, ATTRIBUTES
 * @param before  the entry in the first snapshot; null if it was added
 * @param after   the entry in the second snapshot; null if it was removed
 */
public record DiffEntry(String kind, String path, byte[] rawPath, String from, byte[] rawFrom, long bytes, List<String> aspects, EntryInfo before,
		EntryInfo after) {
}
