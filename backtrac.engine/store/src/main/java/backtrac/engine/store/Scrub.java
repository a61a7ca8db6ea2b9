package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.api.store.ScrubOptions;
import backtrac.api.store.ScrubReport;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * Reads the next share of the pool. The contents with the most names come first in a pass; then it goes folder by folder, in
 * each by the number of names. Its memory is that of one folder, a 256th of the pool. The caller shares the repository's lock
 * and sees to it that only one scrub goes on.
 */
final class Scrub {

	/** Who is killed reads no more than this again. */
	private static final long SAVE_BYTES = 1L << 30;

	private final Directory root;
	private final Directory trash;
	private final Snapshots snapshots;
	private final ContentFiles files;
	private final Damages damages = new Damages();
	private final Set<Hash> damaged = ConcurrentHashMap.newKeySet();
	private final LongAdder contents = new LongAdder();
	private ScrubState state;
	private long savedAt;

	/** @param pool takes paths */
	Scrub(Directory root, Directory pool, Directory trash, Snapshots snapshots) {
		this.root = root;
		this.trash = trash;
		this.snapshots = snapshots;
		this.files = new ContentFiles(pool, new Quarantine(root, pool), damages);
	}

	/** A content of the pool, all its files together. */
	private static final class Content {

		private final Hash hash;
		private final List<Integer> further = new ArrayList<>(0);
		private long links;

		Content(Hash hash) {
			this.hash = hash;
		}

		long links() {
			return links;
		}
	}

	ScrubReport run(ScrubOptions options, WorkListener listener) throws IOException, InterruptedException {
		state = ScrubState.read(root);
		if (state == null || state.isOver()) {
			state = ScrubState.begin(MostLinked.find(root));
		}
		boolean inBytes = options.bytes() < Long.MAX_VALUE;
		int first = Math.max(0, state.folder());
		// a share of 1/3 must not become four because of the last bit
		int end = (int) Math.min(ScrubState.FOLDERS, first + Math.ceil(ScrubState.FOLDERS * options.share() - 1e-6));
		listener.expected(inBytes ? 0 : end - first, inBytes ? options.bytes() : 0);
		try {
			while (state.folder() < end && read(state.folder(), options.bytes(), inBytes ? listener : WorkListener.NONE)) {
				listener.done(!inBytes && state.folder() >= 0 ? 1 : 0, 0);
				state.next();
			}
		} finally {
			save();
		}
		if (!damaged.isEmpty()) {
			new Touched(damaged, damages).find(snapshots);
		}
		return new ScrubReport(contents.sum(), files.bytesRead(), state.begun(), Math.max(0, state.folder()), ScrubState.FOLDERS, damages.toList(),
				damages.count());
	}

	/** Reads what is left of a folder. False if it had to stop before its end. */
	private boolean read(int folder, long most, WorkListener listener) throws IOException, InterruptedException {
		List<Content> left = folder == ScrubState.MOST_LINKED ? look(state.mostLinked()) : list(folder);
		left.removeIf(content -> state.isDone(content.hash));
		left.sort(Comparator.comparingLong(Content::links).reversed());
		Processors.forEach(left.size(), i -> {
			if (files.bytesRead() < most) {
				read(left.get(i), listener);
			}
		});
		return left.stream().allMatch(content -> state.isDone(content.hash));
	}

	private void read(Content content, WorkListener listener) throws IOException, InterruptedException {
		if (!files.read(content.hash, content.further, listener).isSound()) {
			damaged.add(content.hash);
		}
		contents.increment();
		state.done(content.hash);
		synchronized (this) {
			if (files.bytesRead() - savedAt >= SAVE_BYTES) {
				save();
			}
		}
	}

	/** Those that come first, as far as they are still there. */
	private List<Content> look(Set<Hash> wanted) throws IOException {
		Map<Hash, List<Integer>> further = FurtherFiles.find(root, wanted::contains);
		List<Content> found = new ArrayList<>();
		try (Directory pool = root.directory(Layout.POOL)) {
			Directory paths = pool.paths();
			Stat stat = new Stat();
			for (Hash hash : wanted) {
				Content content = new Content(hash);
				content.further.addAll(further.getOrDefault(hash, List.of()));
				if (add(content, paths, Pool.path(hash, 0), stat)) {
					found.add(content);
				}
			}
		}
		return found;
	}

	private List<Content> list(int folder) throws IOException {
		Map<Hash, Content> found = new HashMap<>();
		Stat stat = new Stat();
		ByteString name = ByteString.of(Integer.toHexString(folder + ScrubState.FOLDERS).substring(1));
		try (Directory pool = root.directory(Layout.POOL); Directory listed = pool.directory(name)) {
			for (Directory.Name file : listed.list()) {
				PoolName part = PoolName.parse(file.bytes());
				if (part != null) {
					Content content = found.computeIfAbsent(part.hash(), Content::new);
					if (part.number() > 0) {
						content.further.add(part.number());
					}
					add(content, listed, file.bytes(), stat);
				}
			}
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
				throw e;
			} // no content begins with these digits
		}
		return new ArrayList<>(found.values());
	}

	/** Adds the names of a file. False if it is not there any more. */
	private static boolean add(Content content, Directory folder, ByteString name, Stat stat) throws IOException {
		try {
			folder.stat(name, stat);
			content.links += stat.links;
			return true;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return false;
			}
			throw e;
		}
	}

	/** What cannot be kept, for want of room or right, only means that it is read again. */
	private synchronized void save() {
		savedAt = files.bytesRead();
		try {
			state.write(root, trash);
		} catch (IOException e) {
			LoggerFactory.getLogger(Scrub.class).warn("The next scrub will read some content again, because {} cannot be written: {}", ScrubState.FILE,
					e.getMessage());
		}
	}
}
