package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileType;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * Looks whether a snapshot's tree shows what its manifest says: folders are there, files are the pool's, and there is nothing
 * else. Where it may, it links a file anew that is not the pool's. One thread at a time.
 */
final class TreeCheck implements AutoCloseable {

	private final Directory tree;
	private final PoolFiles contents;
	private final TreeRepair repair;
	/** Places of folders whose names had to be escaped. */
	private final Map<EntryPath, EntryPath> escaped = new HashMap<>();
	/** The folders that were looked at. */
	private final Set<Long> seen = new HashSet<>();
	private final List<EntryPath> repaired = new ArrayList<>();
	private final List<EntryPath> wrong = new ArrayList<>();
	private final Stat stat = new Stat();

	/**
	 * @param tree   closed with this
	 * @param repair null if nothing may be changed
	 */
	TreeCheck(Directory tree, PoolFiles contents, TreeRepair repair) {
		this.tree = tree;
		this.contents = contents;
		this.repair = repair;
	}

	/** A folder of the tree, open. */
	final class Folder implements AutoCloseable {

		private final EntryPath path;
		private final Directory directory;

		private Folder(EntryPath path, Directory directory) {
			this.path = path;
			this.directory = directory;
		}

		/**
		 * Looks at a file.
		 *
		 * @param place the place of its content, which is sound
		 */
		void file(ByteString name, Hash hash, int place) throws IOException {
			ByteString fitting = TreeName.fit(name);
			ByteString as = fitting;
			for (int attempt = 1; attempt <= TreeName.ATTEMPTS; attempt++) {
				if (isSound(as, hash, place)) {
					return;
				}
				as = TreeName.escape(as);
			}
			(repair != null && repair.link(directory, fitting, hash) ? repaired : wrong).add(path.resolve(name));
		}

		/** Looks at a file whose content is missing: what the tree shows in its place, if anything, is not the snapshot's. */
		void lacksContent(ByteString name) throws IOException {
			if (stat(directory, TreeName.fit(name))) {
				wrong.add(path.resolve(name));
			}
		}

		private boolean isSound(ByteString name, Hash hash, int place) throws IOException {
			return stat(directory, name) && stat.type() == Stat.FILE && contents.isPools(hash, place, stat.inode);
		}

		/** Looks at a file of no bytes, which the tree has of its own. */
		void emptyFile(ByteString name) throws IOException {
			ByteString as = TreeName.fit(name);
			for (int attempt = 1; attempt <= TreeName.ATTEMPTS; attempt++) {
				if (isEmpty(as)) {
					return;
				}
				as = TreeName.escape(as);
			}
			wrong.add(path.resolve(name));
		}

		private boolean isEmpty(ByteString name) throws IOException {
			return stat(directory, name) && stat.type() == Stat.FILE && stat.size == 0;
		}

		/**
		 * Looks at all that is no file: links lead where they did, and nothing is here that the snapshot does not hold. A
		 * link or a pipe that is not here does not count, because not every file system can have one.
		 */
		void rest(Block block) throws IOException {
			Set<ByteString> known = HashSet.newHashSet(block.size());
			boolean hasSpecials = false;
			for (Row row : block) {
				known.add(TreeName.fit(row.entry().name()));
				hasSpecials |= row.entry().type() == FileType.SYMLINK;
			}
			Set<ByteString> escapes = null;
			for (Directory.Name name : directory.list()) {
				if (!known.contains(name.bytes())) {
					escapes = escapes == null ? escapes(block) : escapes;
					if (!escapes.contains(name.bytes())) {
						wrong.add(path.resolve(name.bytes()));
					}
				}
			}
			if (hasSpecials) {
				links(block);
			}
		}

		private static Set<ByteString> escapes(Block block) {
			Set<ByteString> escapes = new HashSet<>();
			block.forEach(row -> escapes.add(TreeName.escape(row.entry().name())));
			return escapes;
		}

		private void links(Block block) throws IOException {
			for (Row row : block) {
				ByteString name = row.entry().name();
				if (row.entry().type() == FileType.SYMLINK && row.unreadable() == null && EntryPath.isSafe(name)
						&& stat(directory, TreeName.fit(name)) && !isLink(TreeName.fit(name), row) && !isLink(TreeName.escape(name), row)) {
					wrong.add(path.resolve(name));
				}
			}
		}

		private boolean isLink(ByteString name, Row row) throws IOException {
			return stat(directory, name) && stat.type() == Stat.SYMLINK && directory.readLink(name).equals(row.entry().target());
		}

		@Override
		public void close() {
			directory.close();
		}
	}

	/** Tells if the snapshot still has this tree: another may have taken its place, or it was removed. */
	boolean isStillIn(Directory snapshot) throws IOException {
		tree.stat(ByteString.EMPTY, stat);
		long inode = stat.inode;
		return stat(snapshot, Layout.TREE) && stat.inode == inode;
	}

	/** Opens a folder; folders come as in the manifest, one before those in it, as they were made. Null if it is not there. */
	Folder folder(EntryPath path) throws IOException {
		EntryPath parent = path.isRoot() ? null : placeOf(path.parent());
		ByteString as = path.isRoot() ? null : TreeName.fit(path.name());
		for (int attempt = 1; attempt <= TreeName.ATTEMPTS; attempt++) {
			EntryPath place = path.isRoot() ? path : parent.resolve(as);
			Directory found = open(place);
			if (found != null && isFirst(found)) {
				if (!place.equals(path)) {
					escaped.put(path, place);
				}
				return new Folder(path, found);
			}
			if (path.isRoot()) {
				break;
			}
			as = TreeName.escape(as);
		}
		wrong.add(path);
		return null;
	}

	/** Closes a folder that another one has under this name. */
	private boolean isFirst(Directory folder) throws IOException {
		boolean first = false;
		try {
			folder.stat(ByteString.EMPTY, stat);
			first = stat.inode == 0 || seen.add(stat.inode); // 0 where files have no numbers
			return first;
		} finally {
			if (!first) {
				folder.close();
			}
		}
	}

	private EntryPath placeOf(EntryPath path) {
		if (path.isRoot() || escaped.isEmpty()) {
			return path;
		}
		EntryPath other = escaped.get(path);
		return other != null ? other : placeOf(path.parent()).resolve(TreeName.fit(path.name()));
	}

	private Directory open(EntryPath place) throws IOException {
		try {
			return tree.directory(place);
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT || e.errno() == Errno.ENOTDIR || e.errno() == Errno.ELOOP || e.errno() == Errno.ENAMETOOLONG) {
				return null;
			}
			throw e;
		}
	}

	/** Fills in {@link #stat} if the name is there. */
	private boolean stat(Directory directory, ByteString name) throws IOException {
		try {
			directory.stat(name, stat);
			return true;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return false;
			}
			throw e;
		}
	}

	/** Tells if a row is a file that the tree has of its own. */
	static boolean isEmptyFile(Row row) {
		return row.entry().type() == FileType.FILE && row.entry().size() == 0 && row.unreadable() == null;
	}

	List<EntryPath> repaired() {
		return repaired;
	}

	List<EntryPath> wrong() {
		return wrong;
	}

	@Override
	public void close() {
		tree.close();
	}
}
