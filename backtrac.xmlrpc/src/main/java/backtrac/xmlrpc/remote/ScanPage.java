package backtrac.xmlrpc.remote;

/**
 * A part of all that is below a folder of a snapshot, packed. {@code backtrac.xmlrpc.client.ScannedEntries} unpacks it, docs/scan-format.md describes it.
 *
 * @param format  1
 * @param count   how many entries there are
 * @param entries the entries, a folder before what it holds
 * @param cursor  to go on with; empty if there is no more
 */
public record ScanPage(int format, int count, byte[] entries, String cursor) {
}
