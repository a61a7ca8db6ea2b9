package backtrac.smb;

import java.util.Objects;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/**
 * A file's content. It begins with what came as the file was opened and closed again; if that is all of it, so it stays, and its
 * state is that of then. Of a larger file the rest is read ahead, as far as it went when it was opened.
 */
final class SmbContent extends FileContent {

	/** A file of so many bytes is worth another connection. */
	private static final long WORTH_A_LANE = 512 << 10;

	private final Reader reader;
	private final Connections connections;
	private final EntryPath path;
	/** As it was when its first bytes were read. */
	private final Facts first;
	private final int head;
	private ReadAhead.Chunk chunk;
	private int from;
	// guarded by this
	private ReadAhead ahead;
	private boolean closed;

	/** @param head its first bytes */
	SmbContent(Reader reader, Connections connections, EntryPath path, ReadAhead.Chunk head, Facts first) {
		this.reader = reader;
		this.connections = connections;
		this.path = path;
		this.head = head.length();
		this.chunk = head;
		this.first = first;
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
		if (chunk != null && from == chunk.length()) {
			chunk = next();
			from = 0;
		}
		if (chunk == null) {
			return -1;
		}
		int n = Math.min(length, chunk.length() - from);
		System.arraycopy(chunk.bytes(), from, buffer, at, n);
		from += n;
		return n;
	}

	private ReadAhead.Chunk next() throws TransportException {
		ReadAhead rest = ahead();
		return rest == null ? null : rest.next();
	}

	/** Begins to read ahead, if there is more. */
	private synchronized ReadAhead ahead() throws TransportException {
		if (ahead == null && head < first.size()) {
			requireOpen(); // none is begun that nobody closes
			long worth = (first.size() - head) / WORTH_A_LANE + 1;
			int lanes = Math.clamp(worth, 1, Math.max(1, connections.idle()));
			ahead = new ReadAhead(reader.show(path), head, first.size(), lanes, () -> new OpenFile(reader, connections, path, first));
		}
		return ahead;
	}

	@Override
	public FileEntry state() throws TransportException {
		requireOpen();
		ReadAhead rest = ahead();
		if (rest != null) {
			for (Facts facts : rest.look()) {
				if (facts.size() != first.size() || facts.written() != first.written()) {
					return facts.entry(path);
				}
				if (!facts.isSame(first)) {
					throw reader.changed(path);
				}
			}
		}
		return first.entry(path);
	}

	private void requireOpen() throws TransportException {
		if (isClosed()) {
			throw new TransportException(Reason.CLOSED, reader.show(path) + ": closed");
		}
		connections.requireOpen();
	}

	private synchronized boolean isClosed() {
		return closed;
	}

	@Override
	public void close() {
		ReadAhead rest;
		synchronized (this) {
			closed = true;
			rest = ahead;
		}
		if (rest != null) {
			rest.close();
		}
	}
}
