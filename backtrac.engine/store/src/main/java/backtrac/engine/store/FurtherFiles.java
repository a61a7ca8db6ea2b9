package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/** Contents that have more files in the pool than one. There are few: files with more names than one inode can have. */
final class FurtherFiles {

	private FurtherFiles() {
	}

	/**
	 * Goes over the names in the pool.
	 *
	 * @param wanted which contents count
	 * @return the numbers of their files beside the first
	 */
	static Map<Hash, List<Integer>> find(Directory root, Predicate<Hash> wanted) throws IOException {
		Map<Hash, List<Integer>> further = new HashMap<>();
		try (Directory listed = root.directory(Layout.POOL)) {
			for (Directory.Name name : listed.list()) {
				try (Directory folder = listed.directory(name.bytes())) {
					for (Directory.Name file : folder.list()) {
						PoolName content = PoolName.parse(file.bytes());
						if (content != null && content.number() > 0 && wanted.test(content.hash())) {
							further.computeIfAbsent(content.hash(), _ -> new ArrayList<>()).add(content.number());
						}
					}
				} catch (PosixException e) {
					if (e.errno() != Errno.ENOTDIR) {
						throw e;
					}
				}
			}
		}
		return further;
	}
}
