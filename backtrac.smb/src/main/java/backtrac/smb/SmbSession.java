package backtrac.smb;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.Consumer;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;

/** One folder of a share, open. All methods may be called by several threads at once. */
final class SmbSession implements WritableSession {

	/** As many requests keep a connection busy. */
	private static final int AT_ONCE = 4;

	private final Share share;
	private final Consumer<SmbSession> onClose;
	private final Connections connections;
	private final Reader reader;
	private final Writer writer;

	/** @param onClose told once or more that this session is closed */
	SmbSession(Share share, Consumer<SmbSession> onClose) {
		this.share = share;
		this.onClose = onClose;
		this.connections = new Connections(share, () -> Connection.open(Contexts.of(share), share));
		this.reader = new Reader(share, connections);
		this.writer = new Writer(share, connections, reader);
	}

	/** Connects, and looks whether the folder is there. */
	void open() throws TransportException {
		connections.open();
		try {
			reader.requireDirectory(EntryPath.ROOT);
		} catch (TransportException e) {
			String folder = share.show(EntryPath.ROOT);
			throw switch (e.reason()) {
			case NOT_FOUND -> new TransportException(Reason.NOT_FOUND, "There is no folder " + folder + ".");
			case NOT_A_DIRECTORY -> new TransportException(Reason.NOT_A_DIRECTORY, folder + " is not a folder. Name the folder that it is in.");
			case ACCESS_DENIED -> new TransportException(Reason.ACCESS_DENIED, share.user() + " may not read the folder " + folder + ".");
			default -> e;
			};
		}
	}

	@Override
	public Listing list(EntryPath directory) throws TransportException {
		return reader.list(directory);
	}

	@Override
	public FileContent read(EntryPath file) throws TransportException {
		return reader.read(file);
	}

	@Override
	public List<String> write(EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException {
		return writer.write(path, entry, content, overwrite);
	}

	@Override
	public void link(EntryPath path, EntryPath existing, boolean overwrite) throws TransportException {
		throw new TransportException(Reason.UNSUPPORTED, share.show(path) + ": hard links are not made on a Windows share");
	}

	@Override
	public List<String> seal(EntryPath directory, FileEntry entry) throws TransportException {
		return writer.seal(directory, entry);
	}

	@Override
	public int parallelism() {
		return AT_ONCE * share.connections();
	}

	@Override
	public void close() {
		connections.close();
		onClose.accept(this);
	}
}
