package backtrac.api.entry;

/**
 * Tells that two names on one client are the same file (a hard link). Meaningful within one session only.
 *
 * @param device the file system
 * @param number the file in it (inode number)
 */
public record FileId(long device, long number) {
}
