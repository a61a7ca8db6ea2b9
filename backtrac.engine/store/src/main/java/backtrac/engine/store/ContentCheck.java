package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.VerifyReport.Place;
import backtrac.api.store.VerifyReport.Remedy;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/**
 * Looks whether the pool has contents and, if asked, what they are; puts damaged files aside. Takes 17 bytes for each place
 * of the set of contents beside that.
 */
final class ContentCheck {

	private static final int BUFFER = 256 << 10;

	private final Directory pool;
	private final ContentSet contents;
	private final ContentReading reading;
	private final Damages damages;
	private final long[] sizes;
	private final long[] inodes;
	private final boolean[] bad;
	/** Contents that have more files than one, and the numbers of these. */
	private final Map<Hash, List<Integer>> further = new HashMap<>();
	private final LongAdder bytes = new LongAdder();

	/** @param pool takes paths */
	ContentCheck(Directory pool, ContentSet contents, Quarantine quarantine, Damages damages) {
		this.pool = pool;
		this.contents = contents;
		this.reading = new ContentReading(pool, quarantine);
		this.damages = damages;
		this.sizes = new long[contents.places()];
		this.inodes = new long[contents.places()];
		this.bad = new boolean[contents.places()];
	}

	/** Looks what there is. */
	void look(Directory root) throws IOException, InterruptedException {
		findFurther(root);
		Processors.forEach(contents.places(), this::look);
	}

	/** Says what is missing, unless {@link #read} does. */
	void reportMissing() {
		for (int place = 0; place < bad.length; place++) {
			if (bad[place]) {
				setBad(place, contents.at(place), ContentReading.MISSING, Remedy.NONE);
			}
		}
	}

	private void findFurther(Directory root) throws IOException {
		try (Directory listed = root.directory(Layout.POOL)) {
			for (Directory.Name name : listed.list()) {
				try (Directory folder = listed.directory(name.bytes())) {
					for (Directory.Name file : folder.list()) {
						PoolName content = PoolName.parse(file.bytes());
						if (content != null && content.number() > 0 && contents.contains(content.hash())) {
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
	}

	private void look(int place) throws IOException {
		Hash hash = contents.at(place);
		if (hash == null) {
			return;
		}
		Stat stat = new Stat();
		try {
			pool.stat(Pool.path(hash, 0), stat);
			sizes[place] = stat.size;
			inodes[place] = stat.inode;
			bytes.add(stat.size);
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT) {
				throw e;
			}
			bad[place] = true;
		}
	}

	/** Bytes of all contents that there are. */
	long bytes() {
		return bytes.sum();
	}

	/** Reads all that there is, each file once. */
	void read(WorkListener listener) throws IOException, InterruptedException {
		ThreadLocal<byte[]> buffers = ThreadLocal.withInitial(() -> new byte[BUFFER]);
		Processors.forEach(contents.places(), place -> {
			Hash hash = contents.at(place);
			if (hash != null) {
				read(place, hash, buffers.get(), listener);
				listener.done(1, 0);
			}
		});
	}

	private void read(int place, Hash hash, byte[] buffer, WorkListener listener) throws IOException, InterruptedException {
		List<Integer> sound = new ArrayList<>();
		for (int number : further.getOrDefault(hash, List.of())) {
			ContentReading.Outcome outcome = reading.read(hash, number, buffer, WorkListener.NONE);
			if (outcome.reason() == null) {
				sound.add(number);
			} else {
				damages.add(Kind.CONTENT, what(hash, number), outcome.reason(), outcome.remedy());
			}
		}
		ContentReading.Outcome first = reading.read(hash, 0, buffer, listener);
		bad[place] = false;
		if (first.reason() == null) {
			sizes[place] = first.size();
			inodes[place] = first.inode();
		} else if (!sound.isEmpty() && (first.reason().equals(ContentReading.MISSING) || first.remedy() == Remedy.QUARANTINED)) {
			promote(place, hash, sound.getLast());
			damages.add(Kind.CONTENT, what(hash, 0), first.reason() + "; another file of the same content took its place", Remedy.REPAIRED);
		} else {
			setBad(place, hash, first.reason(), first.remedy());
		}
	}

	/** A further file of the content becomes its first. */
	private void promote(int place, Hash hash, int number) throws IOException {
		Stat stat = new Stat();
		try {
			pool.rename(Pool.path(hash, number), pool, Pool.path(hash, 0), false);
		} catch (PosixException e) {
			if (e.errno() != Errno.EEXIST) {
				throw e;
			} // a backup was first
		}
		pool.stat(Pool.path(hash, 0), stat);
		sizes[place] = stat.size;
		inodes[place] = stat.inode;
	}

	private void setBad(int place, Hash hash, String reason, Remedy remedy) {
		bad[place] = true;
		damages.add(Kind.CONTENT, what(hash, 0), reason, remedy);
	}

	/**
	 * Looks whether what a manifest names is sound, and says what it touches if it is not.
	 *
	 * @return the place of the content; -1 if it is not sound
	 */
	int require(Hash hash, long size, String snapshot, String path) {
		int place = contents.place(hash);
		synchronized (bad) {
			if (!bad[place] && sizes[place] != size) {
				setBad(place, hash, "has " + sizes[place] + " bytes of the " + size + " that were stored", Remedy.NONE);
			}
		}
		if (bad[place]) {
			damages.touch(what(hash, 0), new Place(snapshot, path));
			return -1;
		}
		return place;
	}

	/** Tells if a file is one of the pool's files of a content. */
	boolean isPools(Hash hash, int place, long inode) throws IOException {
		return inodes[place] == inode || isNow(hash, 0, inode) || further.containsKey(hash) && isFurther(hash, inode);
	}

	private boolean isFurther(Hash hash, long inode) throws IOException {
		for (int number : further.get(hash)) {
			if (isNow(hash, number, inode)) {
				return true;
			}
		}
		return false;
	}

	private boolean isNow(Hash hash, int number, long inode) throws IOException {
		Stat stat = new Stat();
		try {
			pool.stat(Pool.path(hash, number), stat);
			return stat.inode == inode;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return false;
			}
			throw e;
		}
	}

	long bytesRead() {
		return reading.bytesRead();
	}

	private static String what(Hash hash, int number) {
		return Layout.POOL + "/" + Pool.path(hash, number);
	}
}
