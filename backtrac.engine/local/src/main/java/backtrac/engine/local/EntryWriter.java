package backtrac.engine.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.PosixException;
import backtrac.posix.SparseOutput;
import backtrac.posix.Stat;

/**
 * Makes entries below a root. Each is made under a temporary name in the folder where it belongs, gets its metadata, and
 * then its name; so it is there whole or not at all. Safe for use by several threads.
 */
final class EntryWriter {

	private static final String TEMPORARY = ".backtrac-";
	private static final int BUFFER = 64 << 10;

	private final LocalSession session;
	private final Directory root;
	/** Folders that were there, hold something, and must not be replaced: they stay as they are. */
	private final Set<EntryPath> kept = ConcurrentHashMap.newKeySet();
	/** Attributes that only the superuser may set, and that were said to be refused. */
	private final Set<ByteString> refused = ConcurrentHashMap.newKeySet();

	EntryWriter(LocalSession session, Directory root) {
		this.session = session;
		this.root = root;
	}

	/** As {@link LocalSession#write}. */
	List<String> write(EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException {
		try {
			if (path.isRoot()) {
				requireDirectory(entry);
				keepUnlessEmpty(path, overwrite);
				return List.of();
			}
			try (Directory folder = root.directory(path.parent())) {
				if (entry.isDirectory()) {
					makeDirectory(folder, path, overwrite);
					return List.of(); // its metadata waits until it is full: it could forbid to fill it
				}
				return write(folder, path, entry, content, overwrite);
			}
		} catch (PosixException e) {
			throw session.failure(path, e);
		}
	}

	private static void requireDirectory(FileEntry entry) {
		if (!entry.isDirectory()) {
			throw new IllegalArgumentException("the root is a folder, and not a " + entry.type());
		}
	}

	private void makeDirectory(Directory folder, EntryPath path, boolean overwrite) throws IOException {
		ByteString name = path.name();
		try {
			folder.makeDirectory(name, 0700);
		} catch (PosixException e) {
			if (e.errno() != Errno.EEXIST) {
				throw e;
			}
			Stat there = new Stat();
			folder.stat(name, there);
			if (there.type() == Stat.DIRECTORY) {
				keepUnlessEmpty(path, overwrite);
				return;
			}
			if (!overwrite) {
				throw e;
			}
			replaceByDirectory(folder, name);
		}
	}

	/** What was there goes only when there was room for the folder. */
	private static void replaceByDirectory(Directory folder, ByteString name) throws IOException {
		ByteString temporary = temporaryName();
		folder.makeDirectory(temporary, 0700);
		try {
			folder.unlink(name);
			folder.rename(temporary, folder, name, false);
		} catch (IOException e) {
			try {
				folder.removeDirectory(temporary);
			} catch (IOException left) {
				e.addSuppressed(left);
			}
			throw e;
		}
	}

	private void keepUnlessEmpty(EntryPath path, boolean overwrite) throws IOException {
		if (overwrite) {
			return;
		}
		try (Directory there = root.directory(path)) {
			if (!there.list().isEmpty()) {
				kept.add(path);
			}
		} catch (PosixException e) {
			if (e.errno() != Errno.EACCES) {
				throw e;
			}
			kept.add(path); // not this user's
		}
	}

	private List<String> write(Directory folder, EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException {
		ByteString name = path.name();
		if (!overwrite && folder.find(name, new Stat())) { // looked at first, because the content may be long
			throw new TransportException(Reason.EXISTS, session.show(path) + ": " + Errno.EEXIST.text());
		}
		ByteString temporary = temporaryName();
		try {
			List<String> problems = make(folder, temporary, entry, content);
			publish(folder, temporary, name, overwrite);
			return problems;
		} catch (IOException | RuntimeException | Error e) {
			discard(folder, temporary, e);
			throw e;
		}
	}

	private List<String> make(Directory folder, ByteString name, FileEntry entry, InputStream content) throws IOException {
		boolean inherits = folder.attributes(ByteString.EMPTY).containsKey(Metadata.DEFAULT_ACL);
		switch (entry.type()) {
		case FILE -> {
			try (FileHandle file = folder.create(name, 0600)) {
				copy(content, entry, file);
				return Metadata.of(file).apply(entry, inherits, refused);
			}
		}
		case SYMLINK -> folder.makeSymlink(entry.target(), name);
		case FIFO -> folder.makeNode(name, Stat.FIFO | 0600, 0);
		case SOCKET -> folder.makeNode(name, Stat.SOCKET | 0600, 0);
		case CHARACTER_DEVICE -> folder.makeNode(name, Stat.CHARACTER_DEVICE | 0600, entry.device());
		case BLOCK_DEVICE -> folder.makeNode(name, Stat.BLOCK_DEVICE | 0600, entry.device());
		case DIRECTORY -> throw new IllegalArgumentException("a folder is not made under another name");
		}
		return Metadata.of(folder, name).apply(entry, inherits, refused);
	}

	private void copy(InputStream content, FileEntry entry, FileHandle file) throws IOException {
		SparseOutput output = new SparseOutput(file, entry.extents());
		byte[] buffer = new byte[Math.clamp(entry.size() + 1, 1, BUFFER)];
		for (int length; (length = readFully(content, buffer)) > 0;) {
			session.requireOpen();
			output.write(buffer, 0, length);
		}
		output.end();
	}

	/** What it throws is about the content, wherever that comes from, and not about a file of this session. */
	private static int readFully(InputStream content, byte[] buffer) throws IOException {
		try {
			return content.readNBytes(buffer, 0, buffer.length);
		} catch (PosixException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	private static void publish(Directory folder, ByteString temporary, ByteString name, boolean overwrite) throws IOException {
		try {
			folder.rename(temporary, folder, name, overwrite);
		} catch (PosixException e) {
			if (!overwrite || e.errno() != Errno.EISDIR) {
				throw e;
			}
			folder.removeDirectory(name); // refused if it holds something
			folder.rename(temporary, folder, name, false);
		}
	}

	/** As {@link LocalSession#link}. */
	void link(EntryPath path, EntryPath existing, boolean overwrite) throws TransportException {
		try (Directory from = root.directory(existing.parent()); Directory to = root.directory(path.parent())) {
			if (!overwrite) {
				from.link(existing.name(), to, path.name());
				return;
			}
			ByteString temporary = temporaryName();
			from.link(existing.name(), to, temporary);
			try {
				publish(to, temporary, path.name(), true);
				removeIfThere(to, temporary); // rename leaves it if both names are the same file already
			} catch (IOException e) {
				discard(to, temporary, e);
				throw e;
			}
		} catch (PosixException e) {
			throw e.errno() == Errno.EPERM
					? new TransportException(Reason.UNSUPPORTED, session.show(path) + ": this file system makes no hard link here")
					: session.failure(path, e);
		} catch (IOException e) {
			throw session.failure(path, e);
		}
	}

	/** As {@link LocalSession#seal}. */
	List<String> seal(EntryPath path, FileEntry entry) throws TransportException {
		if (kept.contains(path)) {
			return List.of();
		}
		try (Directory folder = root.directory(path)) {
			// it may be an old one that has an ACL of its own, or have got one from the folder that it is in
			boolean hasAcl = !folder.attributes(ByteString.EMPTY).isEmpty();
			return Metadata.of(folder, ByteString.EMPTY).apply(entry, hasAcl, refused);
		} catch (IOException e) {
			throw session.failure(path, e);
		}
	}

	private static void discard(Directory folder, ByteString temporary, Throwable because) {
		try {
			removeIfThere(folder, temporary);
		} catch (IOException e) {
			because.addSuppressed(e);
		}
	}

	private static void removeIfThere(Directory folder, ByteString temporary) throws IOException {
		try {
			folder.unlink(temporary);
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT) {
				throw e;
			}
		}
	}

	private static ByteString temporaryName() {
		return ByteString.of(TEMPORARY + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
	}
}
