package backtrac.posix;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.Extents;

/**
 * An open file. One thread at a time, but any thread may close it: calls after that fail with {@link Errno#EBADF}, and
 * one under way ends first. Closing is the caller's. Throws {@link PosixException}.
 */
public interface FileHandle extends Closeable, LinkableFile {

	/** Reads on from where the last read ended; -1 at the end, else at least one byte if {@code length > 0}. */
	int read(byte[] buffer, int offset, int length) throws IOException;

	/** Writes all of it, on from where the last write ended. */
	void write(byte[] buffer, int offset, int length) throws IOException;

	/** Goes on so many bytes further. What is never written between is a hole: it reads as zeros and takes no room. */
	void skip(long bytes) throws IOException;

	/** Cuts the file off, or lengthens it by a hole; the place of the next write stays. */
	void setSize(long bytes) throws IOException;

	/** The open file's metadata as of now. */
	void stat(Stat into) throws IOException;

	/**
	 * Where the file has data; null if all of it is, or the file system does not know. Worth asking only if
	 * {@link Stat#looksSparse}. Reading goes on where it was.
	 */
	default Extents extents() throws IOException {
		return null;
	}

	void setMode(int mode) throws IOException;

	/** Sets owner and group, -1 to leave one as it is. The system takes setuid, setgid and capabilities away with it. */
	void setOwner(int uid, int gid) throws IOException;

	void setModified(long seconds, int nanos) throws IOException;

	/** All extended attributes that may be read, POSIX ACLs included. Empty where there are none. */
	Map<ByteString, ByteString> attributes() throws IOException;

	/** Sets an extended attribute. */
	void setAttribute(ByteString attribute, ByteString value) throws IOException;

	/** Removes an extended attribute. {@link Errno#ENODATA} if there is none of that name. */
	default void removeAttribute(ByteString attribute) throws IOException {
		throw new PosixException("fremovexattr", attribute.toString(), Errno.EOPNOTSUPP, 0);
	}

	@Override
	default void linkTo(Directory target, ByteString targetName) throws IOException {
		throw new PosixException("linkat", targetName.toString(), Errno.ENOSYS, 0);
	}

	/** Brings content and size to disk. */
	void sync() throws IOException;

	/** Idempotent. */
	@Override
	void close() throws IOException;
}
