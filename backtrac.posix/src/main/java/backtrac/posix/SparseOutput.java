package backtrac.posix;

import java.io.IOException;
import java.util.Arrays;

import backtrac.api.entry.Extents;

/**
 * Writes a new file from its beginning to its end, and leaves holes where it shall have no data. What is to be written
 * there and is not zero is written all the same: no content is ever lost to a wrong extent. One thread.
 */
public final class SparseOutput {

	private static final byte[] ZEROS = new byte[64 << 10];

	private final FileHandle file;
	private final Extents extents;
	private long place;
	private long hole;
	private int next;

	/**
	 * @param file    new and empty; the caller closes it
	 * @param extents where it shall have data; null for all of it
	 */
	public SparseOutput(FileHandle file, Extents extents) {
		this.file = file;
		this.extents = extents;
	}

	/** Writes on. */
	public void write(byte[] buffer, int offset, int length) throws IOException {
		if (extents == null) {
			file.write(buffer, offset, length);
			return;
		}
		for (int at = offset; at < offset + length;) {
			while (next < extents.count() && extents.end(next) <= place) {
				next++;
			}
			boolean isData = next < extents.count() && extents.offset(next) <= place;
			long end = next == extents.count() ? Long.MAX_VALUE : isData ? extents.end(next) : extents.offset(next);
			int part = (int) Math.min(offset + length - at, end - place);
			if (!isData && isZero(buffer, at, at + part)) {
				hole += part;
			} else {
				writePart(buffer, at, part);
			}
			at += part;
			place += part;
		}
	}

	private void writePart(byte[] buffer, int offset, int length) throws IOException {
		if (hole > 0) {
			file.skip(hole);
			hole = 0;
		}
		file.write(buffer, offset, length);
	}

	/** Gives the file its length when all has been written. */
	public void end() throws IOException {
		if (hole > 0) {
			file.setSize(place);
		}
	}

	private static boolean isZero(byte[] buffer, int from, int to) {
		for (int at = from; at < to; at += ZEROS.length) {
			int part = Math.min(ZEROS.length, to - at);
			if (!Arrays.equals(buffer, at, at + part, ZEROS, 0, part)) {
				return false;
			}
		}
		return true;
	}
}
