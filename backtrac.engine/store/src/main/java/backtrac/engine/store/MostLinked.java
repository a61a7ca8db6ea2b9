package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * Finds the contents with the most names in the pool: at most 1,024, and no more than a share of a month's, so that they are soon read.
 * Its memory is that of a folder of the pool.
 */
final class MostLinked {

	private static final int MOST = 1024;
	private static final int PART = 32;
	/** The pool's own name and one in a tree: no more than any file has. */
	private static final int USUAL_LINKS = 2;

	private record Candidate(Hash hash, int links) {
	}

	private final PriorityQueue<Candidate> most = new PriorityQueue<>(Comparator.comparingInt(Candidate::links));
	private final Stat stat = new Stat();
	private long files;

	/** The one with the most names first. */
	static List<Hash> find(Directory root) throws IOException, InterruptedException {
		MostLinked found = new MostLinked();
		try (Directory pool = root.directory(Layout.POOL)) {
			for (Directory.Name name : pool.list()) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				found.lookThrough(pool, name);
			}
		}
		return found.sorted();
	}

	private void lookThrough(Directory pool, Directory.Name name) throws IOException {
		try (Directory folder = pool.directory(name.bytes())) {
			for (Directory.Name file : folder.list()) {
				PoolName content = PoolName.parse(file.bytes());
				if (content != null && content.number() == 0) {
					folder.stat(file.bytes(), stat);
					add(new Candidate(content.hash(), stat.links));
				}
			}
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOTDIR && e.errno() != Errno.ENOENT) {
				throw e;
			} // nothing of ours, or put aside meanwhile
		}
	}

	private void add(Candidate candidate) {
		files++;
		if (candidate.links() > USUAL_LINKS && (most.size() < MOST || candidate.links() > most.peek().links())) {
			most.add(candidate);
			if (most.size() > MOST) {
				most.remove();
			}
		}
	}

	private List<Hash> sorted() {
		List<Candidate> sorted = new ArrayList<>(most);
		sorted.sort(Comparator.comparingInt(Candidate::links).reversed());
		return sorted.stream().limit(files / PART + 1).map(Candidate::hash).toList();
	}
}
