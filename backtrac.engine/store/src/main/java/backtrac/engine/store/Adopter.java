package backtrac.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.Adoption;
import backtrac.api.store.RepositoryException;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.FileHandle;
import backtrac.posix.LinkableFile;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * Takes the client's files themselves, which lie on the repository's file system, instead of copying them: what was hashed
 * is what gets another link, because both go by the open file. All methods may be called by several threads at once.
 */
final class Adopter {

	private static final int BUFFER = 256 << 10;
	private static final int SETUID_AND_SETGID = 06000;
	private static final ByteString CAPABILITIES = ByteString.of("security.capability");

	private final Adoption adoption;
	private final ContentStore content;
	private final Pool pool;
	private final Tree tree;
	private final Directory scratch;
	private final int user;
	private final LoneFiles lone = new LoneFiles();

	/** @param scratch a new folder of this process */
	Adopter(Adoption adoption, ContentStore content, Pool pool, Tree tree, Directory scratch) throws IOException {
		this.adoption = adoption;
		this.content = content;
		this.pool = pool;
		this.tree = tree;
		this.scratch = scratch;
		Stat own = new Stat();
		scratch.stat(ByteString.EMPTY, own);
		this.user = own.uid;
		// a file with a name in the pool and one outside passes for one that is on disk: so it has to be
		scratch.syncFileSystem();
	}

	/** Takes note of an entry of the tree. */
	void seen(FileEntry entry) {
		lone.add(entry.id());
	}

	/** An entry as the manifest has it: files that other backups share, too, are none with several names in this one. */
	Row last(Row row) {
		return lone.contains(row.entry().id()) ? new Row(row.entry().withoutId(), row.hash(), row.unreadable()) : row;
	}

	/**
	 * Links a file whose content is known.
	 *
	 * @param merge what runs that were cut off had of its folder
	 * @return the file with its hash and extents; without a hash if it has to be put
	 */
	Row link(FileEntry file, Directory folder, FolderMerge merge) throws IOException {
		byte[] known = adoption.hash(file);
		if (known != null && content.link(folder, file.name(), Hash.of(known))) {
			return new Row(file.withExtents(adoption.extents(file)), Hash.of(known), null);
		}
		Row left = merge.link(file, folder, content);
		if (left.hash() != null) {
			adoption.remember(left.entry(), left.hash().toBytes());
		}
		return left;
	}

	/**
	 * Stores a content under a file's name: by a link to the pool if that has it, by a link to the file itself, and where
	 * that must not or cannot be, by copying.
	 *
	 * @throws ContentStore.SourceException if the content cannot be read; then nothing is left
	 */
	ContentStore.Stored put(Directory folder, FileEntry file, InputStream in) throws IOException {
		FileContent open = in instanceof FileContent watched ? watched.origin() : null;
		ByteString name = open instanceof LinkableFile source && !isPrivileged(file) ? link(source, folder, file) : null;
		ContentStore.Stored stored = name == null ? copy(folder, file, in) : adopt(folder, file, name, in, open);
		if (file.id() != null && open != null) {
			remember(file, open, stored.hash());
		}
		return stored;
	}

	/** What was read is what is open; the name may lead to another file than the one that was listed. */
	private void remember(FileEntry file, FileContent open, Hash hash) throws ContentStore.SourceException {
		try {
			FileEntry state = open.state();
			if (state.size() == file.size() && state.modified().equals(file.modified())) {
				adoption.remember(state.withExtents(file.extents()), hash.toBytes());
			}
		} catch (TransportException e) {
			throw new ContentStore.SourceException(e);
		}
	}

	/** A program that runs with its owner's rights, or more, must not outlive its removal by a name in the pool. */
	private static boolean isPrivileged(FileEntry file) {
		return (file.mode() & SETUID_AND_SETGID) != 0 || file.attributes().containsKey(CAPABILITIES);
	}

	/** Null if the content has to be copied. */
	private ByteString link(LinkableFile source, Directory folder, FileEntry file) throws IOException {
		try {
			return tree.make(file.name(), as -> source.linkTo(folder, as));
		} catch (PosixException e) {
			return switch (e.errno()) {
			case EMLINK -> null; // has all the names it can have
			case ENOENT -> null; // removed since it was opened
			case EPERM -> requireAllowed(file, e);
			case EBADF -> throw new ContentStore.SourceException(new TransportException(Reason.CLOSED, "the session was closed"));
			case EXDEV -> throw new RepositoryException("'" + file.name()
					+ "' is on another file system than the repository, or mounted apart from it, and cannot be linked: 'backtrac repo backup' copies", e);
			case ENOSYS -> throw new RepositoryException("this system cannot link files that are open: 'backtrac repo backup' copies", e);
			default -> throw e;
			};
		}
	}

	/** Root's and one's own files can be linked, unless they are immutable; of others the kernel lets nobody keep a link. */
	private ByteString requireAllowed(FileEntry file, PosixException e) throws RepositoryException {
		if (user == 0 || user == file.uid()) {
			return null;
		}
		throw new RepositoryException("'" + file.name() + "' belongs to " + (file.owner() == null ? "user " + file.uid() : file.owner())
				+ ", and the system does not let this user link it: run the import as root or as the files' owner", e);
	}

	private ContentStore.Stored copy(Directory folder, FileEntry file, InputStream in) throws IOException {
		ContentStore.Stored stored = content.put(folder, file, in);
		if (stored.isNew()) {
			adoption.copied(stored.size());
		}
		return stored;
	}

	/** @param name where the file stands in the tree */
	private ContentStore.Stored adopt(Directory folder, FileEntry file, ByteString name, InputStream in, FileContent open) throws IOException {
		ContentStore.Stored read;
		try {
			read = hash(in);
			requireUnchanged(file, open, read);
		} catch (IOException | RuntimeException e) {
			folder.unlink(name);
			throw e;
		}
		if (read.size() == 0) {
			folder.unlink(name);
			tree.makeEmptyFile(folder, file);
			return read;
		}
		try {
			return new ContentStore.Stored(read.hash(), read.size(), pool.add(read.hash(), read.size(), null, folder, name, scratch));
		} catch (PosixException e) {
			if (e.errno() != Errno.EMLINK) {
				throw e;
			}
			return copyAgain(folder, file, name, read); // the name in the tree was the last that it could have
		}
	}

	/** A file that changes may have been read in part, or half before and half after: the pool must not have it under that hash. */
	private static void requireUnchanged(FileEntry file, FileContent open, ContentStore.Stored read) throws ContentStore.SourceException {
		try {
			FileEntry state = open.state();
			if (state.size() != read.size() || !state.modified().equals(file.modified())) {
				throw new TransportException(Reason.IO, "changed while it was read");
			}
		} catch (TransportException e) {
			throw new ContentStore.SourceException(e);
		}
	}

	private ContentStore.Stored copyAgain(Directory folder, FileEntry file, ByteString name, ContentStore.Stored read) throws IOException {
		FileHandle full = folder.open(name);
		try (InputStream again = ContentStream.of(full, read.hash(), read.size(), "the content of '" + file.name() + "'")) {
			folder.unlink(name);
			return copy(folder, file, again);
		}
	}

	private static ContentStore.Stored hash(InputStream in) throws ContentStore.SourceException {
		MessageDigest digest = Hash.digest();
		byte[] buffer = new byte[BUFFER];
		long size = 0;
		try {
			for (int n = in.read(buffer, 0, buffer.length); n >= 0; n = in.read(buffer, 0, buffer.length)) {
				digest.update(buffer, 0, n);
				size += n;
			}
		} catch (IOException e) {
			throw new ContentStore.SourceException(e);
		}
		return new ContentStore.Stored(Hash.of(digest.digest()), size, false);
	}
}
