package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/** Counts the names that files have in folders that are going to be removed. Looks when it is first asked. */
final class DoomedLinks {

	private final Directory root;
	private final List<EntryPath> folders;
	private Map<Long, Integer> names;

	/** @param folders below the root */
	DoomedLinks(Directory root, List<EntryPath> folders) {
		this.root = root;
		this.folders = List.copyOf(folders);
	}

	/** How many names a file has there. */
	int of(long inode) throws IOException {
		if (names == null) {
			names = new HashMap<>();
			for (EntryPath folder : folders) {
				count(folder);
			}
		}
		return names.getOrDefault(inode, 0);
	}

	private void count(EntryPath top) throws IOException {
		Deque<EntryPath> left = new ArrayDeque<>(List.of(top));
		Stat stat = new Stat();
		while (!left.isEmpty()) {
			EntryPath path = left.pop();
			try (Directory folder = root.directory(path)) {
				for (Directory.Name name : folder.list()) {
					count(folder, path, name.bytes(), stat, left);
				}
			} catch (PosixException e) {
				if (e.errno() != Errno.ENOENT) {
					throw e;
				} // removed meanwhile
			}
		}
	}

	private void count(Directory folder, EntryPath path, ByteString name, Stat stat, Deque<EntryPath> left) throws IOException {
		try {
			folder.stat(name, stat);
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return;
			}
			throw e;
		}
		if (stat.type() == Stat.DIRECTORY) {
			left.push(path.resolve(name));
		} else if (stat.type() == Stat.FILE && stat.links > 1) {
			names.merge(stat.inode, 1, Integer::sum);
		}
	}
}
