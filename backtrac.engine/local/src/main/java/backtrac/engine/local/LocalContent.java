package backtrac.engine.local;

import java.io.IOException;
import java.util.function.Consumer;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.TransportException;
import backtrac.posix.Directory;
import backtrac.posix.FileHandle;
import backtrac.posix.LinkableFile;

/** An open file of a session. */
final class LocalContent extends FileContent implements LinkableFile {

	private final LocalSession session;
	private final EntryPath path;
	private final FileHandle file;
	private final Consumer<LocalContent> onClose;

	LocalContent(LocalSession session, EntryPath path, FileHandle file, Consumer<LocalContent> onClose) {
		this.session = session;
		this.path = path;
		this.file = file;
		this.onClose = onClose;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws TransportException {
		try {
			return file.read(buffer, offset, length);
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
	public void linkTo(Directory target, ByteString targetName) throws IOException {
		file.linkTo(target, targetName);
	}

	@Override
	public void close() {
		onClose.accept(this);
		try {
			file.close();
		} catch (IOException unwritten) {
			// the system speaks at close of what it could not write, and nothing was written
		}
	}
}
