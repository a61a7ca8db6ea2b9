package backtrac.smb;

import java.util.concurrent.atomic.AtomicReference;

import backtrac.api.entry.EntryPath;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/**
 * A file of the server, open to be read. It is opened when it is needed for the first time, on a connection that others use as little
 * as may be; and after a lost connection once more, on another one: only if the server says that nothing of the file was changed in
 * between. Several threads may use it at once; it is closed when none does.
 */
final class OpenFile implements AutoCloseable {

	private record Handle(Connection connection, byte[] id) {
	}

	private interface Work<T> {
		T on(Handle open) throws StatusException, LostException;
	}

	private final Reader reader;
	private final Connections connections;
	private final EntryPath path;
	private final Facts first;
	private final Object opening = new Object();
	private final AtomicReference<Handle> handle = new AtomicReference<>();
	private boolean wasOpen; // guarded by opening
	private volatile boolean closed;

	/** @param first as it was when it was looked at for the first time */
	OpenFile(Reader reader, Connections connections, EntryPath path, Facts first) {
		this.reader = reader;
		this.connections = connections;
		this.path = path;
		this.first = first;
	}

	/**
	 * Reads {@code length} bytes.
	 *
	 * @return how many there are; less only if the file ends there
	 */
	int read(long offset, byte[] target, int length) throws TransportException {
		int count = 0;
		while (count < length) {
			int n = readSome(offset + count, target, count, length - count);
			if (n == 0) {
				break;
			}
			count += n;
		}
		return count;
	}

	private int readSome(long offset, byte[] target, int from, int length) throws TransportException {
		return with(open -> {
			Read read = new Read(open.connection.config(), open.id, offset, target, from, length);
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
	}

	/** What it is by now. */
	Facts look() throws TransportException {
		return with(open -> {
			Look look = new Look(open.connection.config(), open.id);
			open.connection.send(look);
			return look.facts();
		});
	}

	private <T> T with(Work<T> work) throws TransportException {
		long deadline = connections.deadline();
		for (int attempt = 0;; attempt++) {
			Handle open = null;
			try {
				open = handle(deadline);
				return work.on(open);
			} catch (StatusException e) {
				throw reader.failure(path, e);
			} catch (LostException e) {
				drop(open);
				connections.retry(e, attempt, deadline);
			}
		}
	}

	private Handle handle(long deadline) throws TransportException, StatusException, LostException {
		synchronized (opening) {
			Handle open = handle.get();
			if (open == null) {
				open = open(connections.acquireApart(deadline));
				handle.set(open);
			}
			if (closed) {
				close();
				throw new TransportException(Reason.CLOSED, reader.show(path) + ": closed");
			}
			return open;
		}
	}

	private Handle open(Connection connection) throws TransportException, StatusException, LostException {
		boolean isOpen = false;
		try {
			Open file = Reader.file(connection, reader.smbPath(path));
			connection.send(file);
			if (wasOpen && !file.facts().isSame(first)) {
				Requests.close(connection, file.handle());
				throw reader.changed(path);
			}
			wasOpen = true;
			isOpen = true;
			return new Handle(connection, file.handle());
		} finally {
			if (!isOpen) {
				connections.release(connection);
			}
		}
	}

	private void drop(Handle lost) {
		if (lost != null && handle.compareAndSet(lost, null)) {
			connections.release(lost.connection);
		}
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
