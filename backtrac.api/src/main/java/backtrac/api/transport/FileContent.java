package backtrac.api.transport;

import java.io.InputStream;

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
}
