package backtrac.smb;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.entry.EntryPath;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/**
 * A file that comes to be under a temporary name, which nobody else may open. It is written by one connection, on one handle: if
 * that is lost, so is the file, as the server is told at once to remove it when the handle goes, and to keep it only together with its name:
 * whatever ends this side leaves nothing. Used by one thread.
 */
final class NewFile implements AutoCloseable {

	/** A file of no more bytes is sent in one message. */
	static final int SMALL = 32 << 10;
	private static final int CHUNK = Read.MOST;

	private final Connections connections;
	private final Connection connection;
	private final EntryPath path;
	private final String shown;
	private final byte[] handle;
	private long length;
	private Metadata.Basic basic;
	private boolean closed;

	private NewFile(Connections connections, Connection connection, EntryPath path, String shown, byte[] handle) {
		this.connections = connections;
		this.connection = connection;
		this.path = path;
		this.shown = shown;
		this.handle = handle;
	}

	/** @param target what it is to be in the end */
	static NewFile create(Connections connections, Reader reader, EntryPath target) throws TransportException, StatusException {
		return connections.call(connection -> {
			EntryPath path = Changes.temporary(target); // another one if the connection is lost: this may be there then
			Open open = open(connection, reader, path);
			Requests.open(connection, open, Change.removal(connection.config(), Message.SAME, true));
			connection.users().incrementAndGet();
			return new NewFile(connections, connection, path, reader.show(path), open.handle());
		});
	}

	/**
	 * Creates a small one, writes and {@linkplain #finish finishes} it, all in one message.
	 *
	 * @param content all of it, no more than {@link #SMALL} bytes
	 */
	static NewFile whole(Connections connections, Reader reader, EntryPath target, byte[] content, Metadata.Basic basic)
			throws TransportException, StatusException {
		return connections.call(connection -> {
			EntryPath path = Changes.temporary(target);
			Open open = open(connection, reader, path);
			Look look = new Look(connection.config(), Message.SAME);
			List<Message> then = new ArrayList<>(List.of(Change.removal(connection.config(), Message.SAME, true)));
			if (content.length > 0) {
				then.add(new Write(connection.config(), Message.SAME, 0, content, 0, content.length));
			}
			then.addAll(List.of(Change.basic(connection.config(), Message.SAME, basic), look));
			Requests.open(connection, open, then.toArray(Message[]::new));
			connection.users().incrementAndGet();
			NewFile file = new NewFile(connections, connection, path, reader.show(path), open.handle());
			file.basic = basic;
			file.length = content.length;
			try {
				file.requireAll(look.facts());
			} catch (TransportException e) {
				file.close();
				throw e;
			}
			return file;
		});
	}

	private static Open open(Connection connection, Reader reader, EntryPath path) throws TransportException {
		return new Open(connection.config(), reader.smbPath(path),
				Open.WRITE_DATA | Open.READ_ATTRIBUTES | Open.WRITE_ATTRIBUTES | Open.DELETE | Open.SYNCHRONIZE, Open.SHARE_NONE, Open.NEW, Open.FILE);
	}

	/** Where it is until it has its name. */
	EntryPath path() {
		return path;
	}

	/** Writes all that comes. What the content's side throws is thrown on. */
	void copy(InputStream content) throws IOException {
		byte[] buffer = new byte[CHUNK];
		for (int n; (n = content.readNBytes(buffer, 0, CHUNK)) > 0;) {
			connections.requireOpen();
			for (int written = 0; written < n;) {
				Write write = new Write(connection.config(), handle, length, buffer, written, n - written);
				connection.send(write);
				int count = write.written();
				if (count <= 0) {
					throw new TransportException(Reason.IO, shown + ": the server wrote nothing of what it was sent");
				}
				written += count;
				length += count;
			}
		}
	}

	/** Sets times and attributes, and makes sure that the server has all that was written. */
	void finish(Metadata.Basic wanted) throws TransportException, StatusException, LostException {
		basic = wanted;
		Look look = new Look(connection.config(), Message.SAME);
		connection.send(Change.basic(connection.config(), handle, basic), look);
		requireAll(look.facts());
	}

	private void requireAll(Facts facts) throws TransportException {
		if (facts.size() != length) {
			throw new TransportException(Reason.IO, shown + ": the server has " + facts.size() + " bytes of it, and not " + length);
		}
	}

	/** Gives it its name. It is finished. */
	void rename(String smbPath, boolean replace) throws StatusException, LostException {
		connection.send(Change.removal(connection.config(), handle, false), Change.name(connection.config(), Message.SAME, smbPath, replace));
		if (basic.attributes() != 0 && (basic.attributes() & DosAttributes.ARCHIVE) == 0) {
			connection.send(Change.basic(connection.config(), handle, basic)); // a new name makes it one to be archived
		}
	}

	/** Removes it. */
	void discard(Throwable because) {
		try {
			connection.send(Change.basic(connection.config(), handle, new Metadata.Basic(0, DosAttributes.NORMAL)));
			connection.send(Change.removal(connection.config(), handle, true));
		} catch (StatusException | LostException e) {
			because.addSuppressed(new TransportException(Reason.IO, shown + " was left behind: " + e.getMessage()));
		}
	}

	@Override
	public void close() {
		if (!closed) {
			closed = true;
			Requests.close(connection, handle);
			connections.release(connection);
		}
	}
}
