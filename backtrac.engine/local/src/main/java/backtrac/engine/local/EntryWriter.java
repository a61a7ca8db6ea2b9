package backtrac.engine.local;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * Makes entries below a root. Each is made under a temporary name in the folder where it belongs, gets its metadata, and
 * then its name; so it is there whole or not at all. Safe for use by several threads.
 */
final class EntryWriter {

	private static final String TEMPORARY = ".backtrac-";

	private final LocalSession session;
	private final Directory root;

	EntryWriter(LocalSession session, Directory root) {
		this.session = session;
		this.root = root;
	}

	/** As {@link LocalSession#write}. */
	List<String> write(EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException {
		if (path.isRoot()) {
			return requireDirectory(entry);
		}
		if (entry.type() == FileType.SOCKET) {
			throw new TransportException(Reason.UNSUPPORTED, session.show(path) + ": a socket is made anew by the program that listens on it");
		}
		try (Directory folder = root.directory(path.parent())) {
			ByteString name = path.name();
			if (entry.isDirectory()) {
				makeDirectory(folder, name, overwrite);
				return List.of(); // its metadata waits until it is full: it could forbid to fill it
			}
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
		} catch (PosixException e) {
			throw session.failure(path, e);
		}
	}

	private static List<String> requireDirectory(FileEntry entry) {
		if (!entry.isDirectory()) {
			throw new IllegalArgumentException("the root is a folder, and not a " + entry.type());
		}
		return List.of();
	}

	private static void makeDirectory(Directory folder, ByteString name, boolean overwrite) throws IOException {
		try {
			folder.makeDirectory(name, 0700);
		} catch (PosixException e) {
			if (e.errno() != Errno.EEXIST) {
				throw e;
			}
			Stat there = new Stat();
			folder.stat(name, there);
			if (there.type() == Stat.DIRECTORY) {
				return;
			}
			if (!overwrite) {
				throw e;
			}
			folder.unlink(name);
			folder.makeDirectory(name, 0700);
		}
	}

	private List<String> make(Directory folder, ByteString name, FileEntry entry, InputStream content) throws IOException {
		switch (entry.type()) {
		case FILE -> {
			try (FileHandle file = folder.create(name, 0600)) {
				copy(content, entry.size(), file);
				return Metadata.of(file).apply(entry);
			}
		}
		case SYMLINK -> folder.makeSymlink(entry.target(), name);
		case FIFO -> folder.makeNode(name, Stat.FIFO | 0600, 0);
		case CHARACTER_DEVICE -> folder.makeNode(name, Stat.CHARACTER_DEVICE | 0600, entry.device());
		case BLOCK_DEVICE -> folder.makeNode(name, Stat.BLOCK_DEVICE | 0600, entry.device());
		case DIRECTORY, SOCKET -> throw new IllegalArgumentException(entry.type() + " is not made by name");
		}
		return Metadata.of(folder, name).apply(entry);
	}

	private void copy(InputStream content, long expectedSize, FileHandle file) throws IOException {
		SparseOutput output = new SparseOutput(file);
		byte[] buffer = new byte[Math.clamp(expectedSize + 1, 1, SparseOutput.BLOCK)];
		for (int length; (length = readFully(content, buffer)) > 0;) {
			session.requireOpen();
			output.write(buffer, length);
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
		try (Directory folder = root.directory(path)) {
			return Metadata.of(folder, ByteString.EMPTY).apply(entry);
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
