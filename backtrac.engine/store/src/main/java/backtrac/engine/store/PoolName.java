package backtrac.engine.store;

import backtrac.api.entry.ByteString;

/**
 * The name of a file in a folder of the pool, taken apart.
 *
 * @param number 0 for the content's first file
 */
record PoolName(Hash hash, int number) {

	private static final int DIGITS = 2 * Hash.LENGTH;

	/** Null if it is none that this version makes. */
	static PoolName parse(ByteString name) {
		String text = name.toString();
		try {
			if (text.length() == DIGITS) {
				return new PoolName(Hash.parse(text), 0);
			}
			int number = text.length() > DIGITS + 1 && text.charAt(DIGITS) == '.' ? Integer.parseInt(text.substring(DIGITS + 1)) : 0;
			return number > 0 ? new PoolName(Hash.parse(text.substring(0, DIGITS)), number) : null;
		} catch (IllegalArgumentException e) {
			return null;
		}
	}
}
