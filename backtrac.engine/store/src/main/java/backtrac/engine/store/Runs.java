package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotRequest;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/** The folder {@code runs/}: begins runs, ends them, and clears away what is left of those that were cut off. */
final class Runs {

	/** Held while runs are looked through, by one process at a time. */
	private static final String GUARD = ".lock";
	/** The same within a process. */
	private static final Object IN_PROCESS = new Object();
	/** How long the journals of a run that was cut off wait for the next one of its plan. */
	private static final Duration KEPT = Duration.ofDays(30);

	private final Directory folder;
	private final Path path;
	private final Trash trash;

	/**
	 * @param path where the folder is: a real path
	 */
	Runs(Directory folder, Path path, Trash trash) {
		this.folder = folder;
		this.path = path;
		this.trash = trash;
	}

	/** Begins a run. What runs of the same plan have left that were cut off becomes this one's. */
	RunFolder begin(SnapshotRequest request) throws IOException {
		synchronized (IN_PROCESS) {
			RunLock guard = RunLock.take(path.resolve(GUARD));
			try {
				return begin(newId(), request);
			} finally {
				guard.close();
			}
		}
	}

	private RunFolder begin(String id, SnapshotRequest request) throws IOException {
		return make(id, own -> {
			Files.write(own, Layout.RUN_FILE, describe(request));
			return clear(own, id, request);
		});
	}

	/** Fills a run's folder, and answers the journals of earlier runs that are in it. */
	private interface Maker {
		List<Path> fill(Directory own) throws IOException;
	}

	private RunFolder make(String id, Maker maker) throws IOException {
		ByteString name = ByteString.of(id);
		folder.makeDirectory(name, Layout.FOLDER_MODE);
		Directory own = folder.directory(name);
		RunLock lock = null;
		try {
			lock = RunLock.tryTake(path.resolve(id).resolve(Layout.LOCK));
			List<Path> journals = maker.fill(own);
			trash.emptyInBackground();
			return RunFolder.make(id, path.resolve(id), own, journals, lock);
		} catch (IOException | RuntimeException e) {
			own.close();
			if (lock != null) {
				lock.close();
			}
			throw e;
		}
	}

	/** Begins to make something that is no run: a folder like a run's, of which nothing is kept if it is cut off. */
	RunFolder beginScratch() throws IOException {
		synchronized (IN_PROCESS) {
			RunLock guard = RunLock.take(path.resolve(GUARD));
			try {
				String id = newId();
				return make(id, own -> clear(own, id, null));
			} finally {
				guard.close();
			}
		}
	}

	/** Removes what is left of a run whose snapshot exists, after its folder was closed. */
	void end(RunFolder run) throws IOException {
		discard(ByteString.of(run.id()));
		trash.remove(ByteString.of(run.id()));
	}

	/** Removes what a run has made of a snapshot, after its folder was closed. Its journals stay for the next run of its plan. */
	void abandon(RunFolder run) throws IOException {
		unlessGone(() -> {
			try (Directory left = folder.directory(ByteString.of(run.id()))) {
				reduce(left, run.id());
			}
		});
		trash.emptySoon();
	}

	/** Runs that there are; all are cut off for one who has the repository's lock alone. */
	List<ByteString> cutOff() throws IOException {
		List<ByteString> ids = new ArrayList<>();
		try (Directory listed = folder.directory(EntryPath.ROOT)) {
			for (Directory.Name name : listed.list()) {
				if (name.type() != Stat.FILE && !name.bytes().toString().startsWith(".")) {
					ids.add(name.bytes());
				}
			}
		}
		return ids;
	}

	/** The journals of all runs. */
	List<Path> journals() throws IOException {
		List<Path> journals = new ArrayList<>();
		for (ByteString id : cutOff()) {
			try (Directory run = folder.directory(id)) {
				for (Directory.Name name : run.list()) {
					if (RunFolder.isJournal(name.bytes())) {
						journals.add(Layout.resolve(Layout.resolve(path, id), name.bytes()));
					}
				}
			}
		}
		return journals;
	}

	/**
	 * Moves to the trash what runs have made of snapshots, for one who has the repository's lock alone.
	 *
	 * @param whole whether their journals go, too
	 */
	void clearCutOff(boolean whole) throws IOException {
		for (ByteString id : cutOff()) {
			try (Directory run = folder.directory(id)) {
				if (whole || describe(run) == null) {
					discard(id);
				} else {
					reduce(run, id.toString());
				}
			}
		}
		trash.runsAreClear();
	}

	private void discard(ByteString id) throws IOException {
		unlessGone(() -> trash.take(folder, id, id));
	}

	private void reduce(Directory run, String id) throws IOException {
		unlessGone(() -> trash.take(run, Layout.SNAPSHOT, ByteString.of(id + "-snapshot")));
	}

	/** Who ends a run gives up its lock first; so another that begins may be clearing away the same at this moment. */
	private static void unlessGone(Failures.Step step) throws IOException {
		try {
			step.run();
		} catch (NoSuchFileException e) {
			// so it is done
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT) {
				throw e;
			}
		}
	}

	/** 16 hex digits that nothing else in the world has. */
	private String newId() {
		byte[] bytes = new byte[8];
		new SecureRandom().nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	private static byte[] describe(SnapshotRequest request) {
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("client", request.client());
		values.put("plan", request.plan());
		values.put("started", request.started());
		values.put("begun", Instant.now());
		values.put("process", ProcessHandle.current().pid());
		return Json.write(values);
	}

	/**
	 * Throws away what runs have left that nobody holds any more. Their journals move to the new run if they are of the
	 * same plan, and stay a while if they are not.
	 *
	 * @param request null if what begins is no run of a plan
	 */
	private List<Path> clear(Directory own, String ownId, SnapshotRequest request) throws IOException {
		List<Path> journals = new ArrayList<>();
		for (Directory.Name name : folder.list()) {
			String id = name.bytes().toString();
			if (name.type() != Stat.FILE && !id.startsWith(".") && !id.equals(ownId)) {
				unlessGone(() -> {
					try (RunLock lock = RunLock.tryTake(path.resolve(id).resolve(Layout.LOCK)); Directory left = folder.directory(name.bytes())) {
						if (lock != null) {
							clear(left, id, own, ownId, request, journals);
						}
					}
				});
			}
		}
		trash.runsAreClear();
		return journals;
	}

	private void clear(Directory left, String id, Directory own, String ownId, SnapshotRequest request, List<Path> journals)
			throws IOException {
		Json run = describe(left);
		if (run != null && request != null && run.text("client").equals(request.client()) && run.text("plan").equals(request.plan())) {
			adopt(left, id, own, path.resolve(ownId), journals);
			discard(ByteString.of(id));
		} else if (run == null || Instant.parse(run.text("begun")).isBefore(Instant.now().minus(KEPT))) {
			discard(ByteString.of(id));
		} else {
			reduce(left, id);
		}
	}

	/** What a run says of itself; null if it was cut off before it could. */
	private static Json describe(Directory run) throws IOException {
		try {
			return Json.read(Files.read(run, Layout.RUN_FILE));
		} catch (DamagedException e) {
			return null;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return null;
			}
			throw e;
		}
	}

	private static void adopt(Directory left, String id, Directory own, Path ownPath, List<Path> journals) throws IOException {
		for (Directory.Name name : left.list()) {
			if (RunFolder.isJournal(name.bytes())) {
				ByteString as = name.bytes().equals(Layout.JOURNAL) ? RunFolder.earlierJournal(id) : name.bytes();
				left.rename(name.bytes(), own, as, true);
				journals.add(Layout.resolve(ownPath, as));
			}
		}
	}
}
