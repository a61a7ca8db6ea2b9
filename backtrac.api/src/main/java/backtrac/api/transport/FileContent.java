package backtrac.api.transport;

import java.io.InputStream;

import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;

/**
 * A file's content while it is open. Blocks in {@code read}; used by one thread at a time, but {@code close} may be
 * called by any.
 */
public abstract class FileContent extends InputStream {

	/**
	 * The open file's metadata as of now; extended attributes may be left out. Asked after the last byte, and compared
	 * with what the listing said, it tells whether the file changed while it was read.
	 */
	public abstract FileEntry state() throws TransportException;

	/**
	 * Where the open file has data; null if it is not sparse, which is also the answer of a transport that cannot know. Holes
	 * are read like all else, as zeros, and a good transport does not ask the client for them.
	 */
	public Extents extents() throws TransportException {
		return null;
	}

	/**
	 * What the transport has opened, without what others have wrapped around it to count and to watch. A repository may know
	 * its kind, and how to do better than to copy it.
	 */
	public FileContent origin() {
		return this;
	}
}
