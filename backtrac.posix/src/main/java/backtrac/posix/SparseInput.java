package backtrac.posix;

import java.io.IOException;
import java.util.Arrays;

import backtrac.api.entry.Extents;

/**
 * Reads an open file from its beginning to its end. For holes it gives zeros without asking the system, which would read
 * them no faster than data, and fill the memory with them. One thread.
 */
public final class SparseInput {

	private final FileHandle file;
	private final Extents extents;
	private final long size;
	/** Of the next byte. */
	private long place;
	/** Of the next byte that the system would read. */
	private long filePlace;
	private int next;

	private SparseInput(FileHandle file, Extents extents, long size) {
		this.file = file;
		this.extents = extents;
		this.size = size;
	}

	/**
	 * Of a file that is opened and not read yet.
	 *
	 * @param file the caller closes it
	 * @param stat its metadata: extents are asked for only if it looks sparse
	 */
	public static SparseInput of(FileHandle file, Stat stat) throws IOException {
		return new SparseInput(file, stat.looksSparse() ? file.extents() : null, stat.size);
	}

	/** Where the file has data; null if it is not sparse. */
	public Extents extents() {
		return extents;
	}

	/** Reads on; -1 at the end, else at least one byte if {@code length > 0}. */
	public int read(byte[] buffer, int offset, int length) throws IOException {
		if (extents == null) {
			return file.read(buffer, offset, length);
		}
		while (next < extents.count() && extents.end(next) <= place) {
			next++;
		}
		long data = next < extents.count() ? extents.offset(next) : size;
		if (place < data) {
			int zeros = (int) Math.min(length, data - place);
			Arrays.fill(buffer, offset, offset + zeros, (byte) 0);
			place += zeros;
			return zeros;
		}
		if (filePlace < place) {
			file.skip(place - filePlace);
			filePlace = place;
		}
		// behind the last extent the file may have grown
		long end = next < extents.count() ? extents.end(next) : Long.MAX_VALUE;
		int n = file.read(buffer, offset, (int) Math.min(length, end - place));
		place += Math.max(0, n);
		filePlace = place;
		return n;
	}
}
