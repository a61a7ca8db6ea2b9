package backtrac.engine.local;

import java.io.IOException;
import java.util.function.Consumer;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.LinkableFile;
import backtrac.posix.SparseInput;

/** An open file of a session. */
final class LocalContent extends FileContent implements LinkableFile {

	private final LocalSession session;
	private final EntryPath path;
	private final FileHandle file;
	private final SparseInput input;
	private final Consumer<LocalContent> onClose;
	private volatile boolean closed;

	/**
	 * @param file  closed with this
	 * @param input reads that file
	 */
	LocalContent(LocalSession session, EntryPath path, FileHandle file, SparseInput input, Consumer<LocalContent> onClose) {
		this.session = session;
		this.path = path;
		this.file = file;
		this.input = input;
		this.onClose = onClose;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws TransportException {
		if (closed) { // a hole is read without asking the file
			throw new TransportException(Reason.CLOSED, session.show(path) + ": " + Errno.EBADF.text());
		}
		try {
			return input.read(buffer, offset, length);
		} catch (IOException e) {
			throw session.failure(path, e);
		}
	}

	@Override
	public int read() throws TransportException {
		byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
	}

	@Override
	public FileEntry state() throws TransportException {
		try {
			return session.entries().read(file, path.name());
		} catch (IOException e) {
			throw session.failure(path, e);
		}
	}

	@Override
	public Extents extents() {
		return input.extents();
	}

	@Override
	public void linkTo(Directory target, ByteString targetName) throws IOException {
		file.linkTo(target, targetName);
	}

	@Override
	public void close() {
		closed = true;
		onClose.accept(this);
		try {
			file.close();
		} catch (IOException unwritten) {
			// the system speaks at close of what it could not write, and nothing was written
		}
	}
}
