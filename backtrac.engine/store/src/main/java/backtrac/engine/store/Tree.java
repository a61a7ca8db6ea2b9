package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.posix.Directory;
import backtrac.posix.FileHandle;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * The view of a snapshot as it is made: plain folders with names of the pool's files. A name that the file system cannot
 * hold is escaped here, and only here. All methods may be called by several threads at once.
 */
final class Tree {

	private final Directory root;
	/** Names of folders that had to be escaped for another reason than their length. */
	private final Map<EntryPath, ByteString> escaped = new ConcurrentHashMap<>();

	Tree(Directory root) {
		this.root = root;
	}

	/** Makes an entry under a name. */
	interface Maker {
		void make(ByteString name) throws IOException;
	}

	/**
	 * Opens a folder that was made before. No symbolic link of the client's can lead out of the tree.
	 *
	 * @return the folder, which the caller closes
	 */
	Directory open(EntryPath path) throws IOException {
		return root.directory(placeOf(path));
	}

	/** Where a folder is: its own path, but for names that are escaped. */
	private EntryPath placeOf(EntryPath path) {
		if (escaped.isEmpty() && path.bytes().length() <= TreeName.LONGEST) {
			return path;
		}
		Deque<EntryPath> folders = new ArrayDeque<>();
		for (EntryPath at = path; !at.isRoot(); at = at.parent()) {
			folders.push(at);
		}
		EntryPath place = EntryPath.ROOT;
		for (EntryPath folder : folders) {
			ByteString other = escaped.get(folder);
			place = place.resolve(other == null ? TreeName.fit(folder.name()) : other);
		}
		return place;
	}

	void makeFolder(Directory parent, EntryPath path, ByteString name) throws IOException {
		ByteString used = make(name, as -> parent.makeDirectory(as, Layout.FOLDER_MODE));
		if (!used.equals(TreeName.fit(name))) {
			escaped.put(path.resolve(name), used);
		}
	}

	/** Makes an entry under its name, or, if the file system cannot hold that, under an escaped one. */
	ByteString make(ByteString name, Maker maker) throws IOException {
		ByteString as = TreeName.fit(name);
		for (int attempt = 1;; attempt++) {
			try {
				maker.make(as);
				return as;
			} catch (PosixException e) {
				if (!TreeName.isToBlame(e) || attempt == TreeName.ATTEMPTS) {
					throw e;
				}
				as = TreeName.escape(as); // anew, if a sibling has the escaped name as its own
			}
		}
	}

	/**
	 * A file that was made.
	 *
	 * @param name under this name
	 * @param file open for writing; the caller closes it
	 */
	record NewFile(ByteString name, FileHandle file) {
	}

	NewFile create(Directory parent, ByteString name) throws IOException {
		FileHandle[] file = new FileHandle[1];
		ByteString used = make(name, as -> file[0] = parent.create(as, Layout.CONTENT_MODE));
		return new NewFile(used, file[0]);
	}

	/** Makes a file without content. */
	void makeEmptyFile(Directory parent, FileEntry entry) throws IOException {
		try (FileHandle file = create(parent, entry.name()).file()) {
			Files.setModified(file, entry.modified());
		}
	}

	/**
	 * Makes what a plain copy would show of a link or a pipe. The manifest has it anyway; so what cannot be made is left out,
	 * unless that is the disk's fault.
	 */
	void makeSpecial(Directory parent, FileEntry entry) throws IOException {
		try {
			switch (entry.type()) {
			case SYMLINK -> make(entry.name(), name -> parent.makeSymlink(entry.target(), name));
			case FIFO -> make(entry.name(), name -> parent.makeNode(name, Stat.FIFO | Layout.CONTENT_MODE, 0));
			default -> {
				// devices would be open doors to this machine's own
			}
			}
		} catch (PosixException e) {
			switch (e.errno()) {
			case ENOSPC, EDQUOT, EIO, EROFS, EMFILE, ESTALE, EACCES, EBADF -> throw e;
			default -> LoggerFactory.getLogger(Tree.class).debug("{} is not in the tree: {}", entry.name(), e.getMessage());
			}
		}
	}

	/** Removes a file that was put before under this name. */
	void remove(Directory parent, ByteString name) throws IOException {
		Files.remove(parent, TreeName.fit(name));
		Files.remove(parent, TreeName.escape(name));
	}
}
