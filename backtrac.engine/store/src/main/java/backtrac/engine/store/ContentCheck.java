package backtrac.engine.store;

import java.io.IOException;
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
final class ContentCheck implements PoolFiles {

	private final Directory pool;
	private final ContentSet contents;
	private final ContentFiles files;
	private final Damages damages;
	private final long[] sizes;
	private final long[] inodes;
	private final boolean[] bad;
	/** Contents that have more files than one, and the numbers of these. */
	private Map<Hash, List<Integer>> further = Map.of();
	private final LongAdder bytes = new LongAdder();

	/** @param pool takes paths */
	ContentCheck(Directory pool, ContentSet contents, Quarantine quarantine, Damages damages) {
		this.pool = pool;
		this.contents = contents;
		this.files = new ContentFiles(pool, quarantine, damages);
		this.damages = damages;
		this.sizes = new long[contents.places()];
		this.inodes = new long[contents.places()];
		this.bad = new boolean[contents.places()];
	}

	/** Looks what there is. */
	void look(Directory root) throws IOException, InterruptedException {
		further = FurtherFiles.find(root, contents::contains);
		Processors.forEach(contents.places(), this::look);
	}

	/** Says what is missing, unless {@link #read} does. */
	void reportMissing() {
		for (int place = 0; place < bad.length; place++) {
			if (bad[place]) {
				setBad(place, contents.at(place), ContentFiles.MISSING, Remedy.AWAITED);
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
		Processors.forEach(contents.places(), place -> {
			Hash hash = contents.at(place);
			if (hash != null) {
				ContentFiles.Outcome outcome = files.read(hash, further.getOrDefault(hash, List.of()), listener);
				bad[place] = !outcome.isSound();
				sizes[place] = outcome.size();
				inodes[place] = outcome.inode();
				listener.done(1, 0);
			}
		});
	}

	private void setBad(int place, Hash hash, String reason, Remedy remedy) {
		bad[place] = true;
		damages.add(Kind.CONTENT, ContentFiles.what(hash, 0), reason, remedy);
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
			damages.touch(ContentFiles.what(hash, 0), new Place(snapshot, path));
			return -1;
		}
		return place;
	}

	@Override
	public boolean isPools(Hash hash, int place, long inode) throws IOException {
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
		return files.bytesRead();
	}
}
