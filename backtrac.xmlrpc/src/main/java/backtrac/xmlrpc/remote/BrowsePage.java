package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * A part of what a folder of a snapshot holds.
 *
 * @param entry   the folder itself
 * @param entries what it holds, by name in byte order; none if it is no folder
 * @param cursor  to go on with; empty if there is no more
 */
public record BrowsePage(EntryInfo entry, List<EntryInfo> entries, String cursor) {
}
