package backtrac.smb;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.smb.Messages.Look;
import backtrac.smb.Messages.Open;
import backtrac.smb.Messages.Read;

/**
 * A file's content. It begins with what came as the file was opened and closed again; if that is all of it, so it stays, and its
 * state is that of then. Of a larger file the rest is read from the file opened anew, and after a lost connection from one
 * opened anew again, where the last one ended: only if the server says that nothing of it was changed in between.
 */
final class SmbContent extends FileContent {

	private record Handle(Connection connection, byte[] id) {
	}

	private final Reader reader;
	private final Connections connections;
	private final EntryPath path;
	private final String smbPath;
	private final byte[] chunk;
	/** As it was when {@link #chunk} was read for the first time. */
	private final Facts first;
	private final AtomicReference<Handle> handle = new AtomicReference<>();
	private int from;
	private int to;
	/** Where the next chunk begins. */
	private long offset;
	private boolean isEnd;
	private volatile boolean closed;

	/** @param chunk the first {@code length} bytes; all if there are less than it can hold. It belongs to this from now on */
	SmbContent(Reader reader, Connections connections, EntryPath path, String smbPath, byte[] chunk, int length, Facts facts) {
		this.reader = reader;
		this.connections = connections;
		this.path = path;
		this.smbPath = smbPath;
		this.chunk = chunk;
		this.first = facts;
		this.to = length;
		this.offset = length;
		this.isEnd = length < chunk.length || facts.size() == length;
	}

	@Override
	public int read() throws TransportException {
		byte[] one = new byte[1];
		return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
	}

	@Override
	public int read(byte[] buffer, int at, int length) throws TransportException {
		Objects.checkFromIndexSize(at, length, buffer.length);
		requireOpen();
		if (length == 0) {
			return 0;
		}
		if (from == to && !isEnd) {
			fetch();
		}
		if (from == to) {
			return -1;
		}
		int n = Math.min(length, to - from);
		System.arraycopy(chunk, from, buffer, at, n);
		from += n;
		return n;
	}

	private void fetch() throws TransportException {
		int length = withHandle(open -> {
			Read read = new Read(open.connection.config(), open.id, chunk, offset);
			try {
				open.connection.send(read);
			} catch (StatusException e) {
				if (e.status() == Status.END_OF_FILE) {
					return 0;
				}
				throw e;
			}
			return read.length();
		});
		from = 0;
		to = length;
		offset += length;
		isEnd = length < chunk.length;
	}

	@Override
	public FileEntry state() throws TransportException {
		requireOpen();
		if (handle.get() == null && isEnd) {
			return first.entry(path);
		}
		return withHandle(open -> {
			Look look = new Look(open.connection.config(), open.id);
			open.connection.send(look);
			return look.facts;
		}).entry(path);
	}

	private interface Work<T> {
		T on(Handle open) throws StatusException, LostException;
	}

	private <T> T withHandle(Work<T> work) throws TransportException {
		long deadline = connections.deadline();
		for (int attempt = 0;; attempt++) {
			try {
				return work.on(handle(deadline));
			} catch (StatusException e) {
				throw reader.failure(path, e);
			} catch (LostException e) {
				drop();
				connections.retry(e, attempt, deadline);
			}
			requireOpen();
		}
	}

	/** The open file. */
	private Handle handle(long deadline) throws TransportException, StatusException, LostException {
		Handle open = handle.get();
		if (open != null) {
			return open;
		}
		Connection connection = connections.acquire(deadline);
		try {
			Open file = Reader.file(connection, smbPath);
			connection.send(file);
			open = new Handle(connection, file.handle());
			if (!file.facts.isSame(first)) {
				Requests.close(connection, open.id);
				open = null;
				// not for good: it is to be read again from its beginning
				throw new TransportException(Reason.IO, reader.show(path) + ": changed between two reads");
			}
			handle.set(open);
			if (closed) {
				close();
				throw closed();
			}
			return open;
		} finally {
			if (open == null) {
				connections.release(connection);
			}
		}
	}

	private void drop() {
		Handle lost = handle.getAndSet(null);
		if (lost != null) {
			connections.release(lost.connection);
		}
	}

	private void requireOpen() throws TransportException {
		if (closed) {
			throw closed();
		}
		connections.requireOpen();
	}

	private TransportException closed() {
		return new TransportException(Reason.CLOSED, reader.show(path) + ": closed");
	}

	@Override
	public void close() {
		closed = true;
		Handle open = handle.getAndSet(null);
		if (open != null) {
			Requests.close(open.connection, open.id);
			connections.release(open.connection);
		}
	}
}
