package backtrac.api.store;

import backtrac.api.entry.FileEntry;

/**
 * An entry of a snapshot.
 *
 * @param entry      name and metadata. Entries with equal {@link FileEntry#id()}s were names of one file on the client
 * @param hash       SHA-256 of a file's content in lower-case hex; null for all but files, and for unreadable ones
 * @param unreadable why it could not be read; null if it could
 */
public record SnapshotEntry(FileEntry entry, String hash, String unreadable) {
}
