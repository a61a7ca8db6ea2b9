package backtrac.xmlrpc.remote;

/**
 * An entry that was searched for.
 *
 * @param path    where it is, see {@link RemotePath}
 * @param rawPath the path's bytes, if they cannot travel as text; else null
 * @param entry   what it is
 */
public record FoundEntry(String path, byte[] rawPath, EntryInfo entry) {
}
