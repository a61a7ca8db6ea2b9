package backtrac.posix;

import java.io.Closeable;
import java.io.IOException;

/** An open file. One thread at a time; closing is the caller's. Throws {@link PosixException}. */
public interface FileHandle extends Closeable {

	/** Reads on from where the last read ended; -1 at the end, else at least one byte if {@code length > 0}. */
	int read(byte[] buffer, int offset, int length) throws IOException;

	/** Writes all of it, on from where the last write ended. */
	void write(byte[] buffer, int offset, int length) throws IOException;

	/** The open file's metadata as of now. */
	void stat(Stat into) throws IOException;

	void setMode(int mode) throws IOException;

	void setModified(long seconds, int nanos) throws IOException;

	/** Brings content and size to disk. */
	void sync() throws IOException;

	/** Idempotent. */
	@Override
	void close() throws IOException;
}
