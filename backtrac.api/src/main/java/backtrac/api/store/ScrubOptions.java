package backtrac.api.store;

/**
 * How much to scrub.
 *
 * @param share of the pool, above 0 and up to 1; rounded up to whole folders of the pool, of which there are 256
 * @param bytes stops when that much content has been read, within the share
 */
public record ScrubOptions(double share, long bytes) {

	public ScrubOptions {
		if (!(share > 0 && share <= 1)) {
			throw new IllegalArgumentException("a share must be above 0 and no more than 1, not " + share);
		}
		if (bytes <= 0) {
			throw new IllegalArgumentException("bytes must be more than 0, not " + bytes);
		}
	}

	/** A share of the pool, such as a thirtieth each day. */
	public static ScrubOptions share(double share) {
		return new ScrubOptions(share, Long.MAX_VALUE);
	}

	/** So many bytes of content; the last file is read whole. */
	public static ScrubOptions bytes(long bytes) {
		return new ScrubOptions(1, bytes);
	}
}
