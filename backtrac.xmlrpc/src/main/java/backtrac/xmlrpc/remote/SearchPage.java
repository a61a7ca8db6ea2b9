package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What a search has found by now.
 *
 * @param entries those that are wanted, a folder before what it holds; may be none although there are more to come
 * @param scanned how many entries were looked at for this page
 * @param cursor  to go on with; empty if all has been looked at
 */
public record SearchPage(List<FoundEntry> entries, long scanned, String cursor) {
}
