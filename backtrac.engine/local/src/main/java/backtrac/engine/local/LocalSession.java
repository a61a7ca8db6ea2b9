package backtrac.engine.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.PosixException;
import backtrac.posix.SparseInput;
import backtrac.posix.Stat;

/**
 * One folder, open. All methods may be called by several threads at once. {@link #close} waits for nobody: a call under
 * way fails at its next step, which is one call to the system further.
 */
final class LocalSession implements WritableSession {

	private final Directory root;
	private final String label;
	private final Consumer<LocalSession> onClose;
	private final Entries entries = new Entries();
	private final EntryWriter writer;
	private final Set<LocalContent> contents = ConcurrentHashMap.newKeySet();
	private volatile boolean closed;

	/**
	 * @param root    closed by this session
	 * @param label   the root's path, for messages
	 * @param onClose told once or more that this session is closed
	 */
	LocalSession(Directory root, String label, Consumer<LocalSession> onClose) {
		this.root = root;
		this.label = label;
		this.onClose = onClose;
		this.writer = new EntryWriter(this, root);
	}

	@Override
	public Listing list(EntryPath path) throws TransportException {
		try (Directory folder = root.directory(path)) {
			List<FileEntry> children = new ArrayList<>();
			List<Listing.Problem> problems = new ArrayList<>();
			Stat stat = new Stat();
			for (Directory.Name name : folder.list()) {
				requireOpen();
				try {
					children.add(entries.read(folder, name.bytes(), stat));
				} catch (PosixException e) {
					if (e.errno() != Errno.ENOENT) { // else removed since it was listed
						problems.add(new Listing.Problem(Entries.unseen(name), e.reason()));
					}
				} catch (TransportException unknown) {
					problems.add(new Listing.Problem(Entries.unseen(name), unknown.getMessage()));
				}
			}
			return new Listing(entries.read(folder, path.name()), children, problems);
		} catch (IOException e) {
			throw failure(path, e);
		}
	}

	@Override
	public FileContent read(EntryPath path) throws TransportException {
		LocalContent content = open(path);
		contents.add(content);
		if (closed) {
			content.close();
		}
		requireOpen();
		return content;
	}

	private LocalContent open(EntryPath path) throws TransportException {
		try {
			LocalContent content = content(path, root.open(path));
			if (content != null) {
				return content;
			}
		} catch (PosixException e) {
			switch (e.errno()) {
			case ELOOP, ENOTDIR, EISDIR, ENXIO, ENODEV -> { // a link, a folder, a socket, a device: the file is gone
			}
			default -> throw failure(path, e);
			}
		} catch (IOException e) {
			throw failure(path, e);
		}
		throw new TransportException(Reason.NOT_FOUND, show(path) + ": no file any more");
	}

	/** Null, and closed, if it is no file. */
	private LocalContent content(EntryPath path, FileHandle file) throws IOException {
		LocalContent content = null;
		try {
			Stat stat = new Stat();
			file.stat(stat);
			if (stat.type() == Stat.FILE) {
				content = new LocalContent(this, path, file, SparseInput.of(file, stat), contents::remove);
			}
			return content;
		} finally {
			if (content == null) {
				file.close();
			}
		}
	}

	@Override
	public List<String> write(EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException {
		return writer.write(path, entry, content, overwrite);
	}

	@Override
	public void link(EntryPath path, EntryPath existing, boolean overwrite) throws TransportException {
		writer.link(path, existing, overwrite);
	}

	@Override
	public List<String> seal(EntryPath directory, FileEntry entry) throws TransportException {
		return writer.seal(directory, entry);
	}

	@Override
	public void close() {
		closed = true;
		root.close();
		contents.forEach(LocalContent::close);
		onClose.accept(this);
	}

	Entries entries() {
		return entries;
	}

	/** Ends long work of a session that somebody has closed. */
	void requireOpen() throws TransportException {
		if (closed) {
			throw new TransportException(Reason.CLOSED, label + ": the session was closed");
		}
	}

	/** What to throw for a call that failed. */
	TransportException failure(EntryPath path, IOException e) {
		return switch (e) {
		case TransportException transport -> transport;
		case PosixException posix -> Failures.about(show(path), posix);
		default -> new TransportException(Reason.IO, show(path) + ": " + e.getMessage(), e);
		};
	}

	/** The path as people know it. */
	String show(EntryPath path) {
		return path.isRoot() ? label : label + (label.endsWith("/") ? "" : "/") + path;
	}
}
