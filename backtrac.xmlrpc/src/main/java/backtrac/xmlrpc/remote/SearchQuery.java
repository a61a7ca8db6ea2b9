package backtrac.xmlrpc.remote;

/**
 * What to search for in a snapshot. What is null does not matter; what is not must all be so.
 *
 * @param name    what the name looks like, with {@code *} for any characters and {@code ?} for one; upper and lower case are the same;
 *                at most {@value #LONGEST_PATTERN} characters
 * @param text    what the name has in it; upper and lower case are the same; at most {@value #LONGEST_PATTERN} characters
 * @param path    only below this folder, see {@link RemotePath}
 * @param type    FILE, DIRECTORY, SYMLINK, FIFO, CHARACTER_DEVICE, BLOCK_DEVICE or SOCKET
 * @param minSize files of so many bytes of content, or more
 * @param maxSize files of so many bytes of content, or fewer
 * @param after   modified at this time or later, in ISO 8601
 * @param before  modified earlier than this
 * @param cursor  of the page before; null or empty to begin
 * @param limit   how many at most, 1 to {@value #MOST}; null for 100
 */
public record SearchQuery(String name, String text, Object path, String type, Long minSize, Long maxSize, String after, String before, String cursor,
		Integer limit) {

	/** The largest page. */
	public static final int MOST = 1000;

	/** The longest name and text to search for, in characters. */
	public static final int LONGEST_PATTERN = 1000;

	/** The same, from where a page has ended. */
	public SearchQuery from(String next) {
		return new SearchQuery(name, text, path, type, minSize, maxSize, after, before, next, limit);
	}
}
