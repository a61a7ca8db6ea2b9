package backtrac.engine.local;

import java.io.IOException;
import java.util.Arrays;

import backtrac.posix.FileHandle;

/** Writes a file and leaves out whole blocks of zeros, which read the same as a hole and take no room. One thread. */
final class SparseOutput {

	/** Large enough that holes are worth it, and never smaller than what a file system keeps apart. */
	static final int BLOCK = 64 << 10;

	private static final byte[] ZEROS = new byte[BLOCK];

	private final FileHandle file;
	private long size;
	private boolean endsInHole;

	SparseOutput(FileHandle file) {
		this.file = file;
	}

	/** Writes the beginning of a buffer; it is looked at as one block. */
	void write(byte[] buffer, int length) throws IOException {
		endsInHole = length == BLOCK && Arrays.equals(buffer, ZEROS);
		if (endsInHole) {
			file.skip(length);
		} else {
			file.write(buffer, 0, length);
		}
		size += length;
	}

	/** Gives the file its length when all has been written. */
	void end() throws IOException {
		if (endsInHole) {
			file.setSize(size);
		}
	}
}
