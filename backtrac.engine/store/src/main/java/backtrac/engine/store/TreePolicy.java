package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import backtrac.api.entry.ByteString;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Upkeep;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/**
 * How many snapshots of each plan keep their tree, {@code trees.json}; takes the trees of older ones away. Without that file all keep
 * theirs. Safe for use by several threads and processes.
 */
final class TreePolicy {

	private static final ByteString FILE = ByteString.of("trees.json");

	private final Directory root;
	private final Path location;
	private final Snapshots snapshots;
	private final Trash trash;

	/** @param location the repository, for messages */
	TreePolicy(Directory root, Path location, Snapshots snapshots, Trash trash) {
		this.root = root;
		this.location = location;
		this.snapshots = snapshots;
		this.trash = trash;
	}

	/** How many it is now. */
	int kept() throws IOException {
		try {
			long kept = Json.read(Files.read(root, FILE)).number("keep");
			if (kept < 0) {
				throw new DamagedException("it says to keep " + kept);
			}
			return (int) Math.min(kept, Upkeep.ALL_TREES);
		} catch (DamagedException e) {
			throw new RepositoryException(location.resolve(FILE.toString()) + " is damaged (" + e.getMessage()
					+ "), so no tree is removed: 'backtrac repo trees " + location + " --keep N' writes it anew", e);
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return Upkeep.ALL_TREES;
			}
			throw e;
		}
	}

	/** Sets it, and acts on all plans. */
	void keep(int most) throws IOException {
		if (most < 0) {
			throw new IllegalArgumentException("it cannot be less than no tree: " + most);
		}
		if (most == Upkeep.ALL_TREES) {
			Files.remove(root, FILE);
			root.sync();
			return;
		}
		Files.replace(root, FILE, Json.write(Map.of("keep", most)), trash.folder());
		boolean taken = false;
		for (List<Snapshots.Stored> plan : plans()) {
			taken |= take(plan, most);
		}
		end(taken);
	}

	/** Acts on a plan that has got one more snapshot. */
	void apply(String client, String plan) throws IOException {
		int most = kept();
		if (most < Upkeep.ALL_TREES) {
			end(take(snapshots.of(client, plan), most));
		}
	}

	/** The snapshots of each plan, the latest first. */
	List<List<Snapshots.Stored>> plans() throws IOException {
		return List.copyOf(snapshots.all().stream()
				.collect(Collectors.groupingBy(stored -> List.of(stored.file().snapshot().client(), stored.file().snapshot().plan()))).values());
	}

	private boolean take(List<Snapshots.Stored> plan, int most) throws IOException {
		boolean taken = false;
		for (Snapshots.Stored stored : plan.subList(Math.min(most, plan.size()), plan.size())) {
			taken |= snapshots.moveTree(trash, stored);
		}
		return taken;
	}

	/** No power cut shall bring back a tree of which a part has been removed. */
	private void end(boolean taken) throws IOException {
		if (taken) {
			root.syncFileSystem();
			trash.emptySoon();
		}
	}
}
