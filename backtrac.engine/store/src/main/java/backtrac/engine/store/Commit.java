package backtrac.engine.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.function.Function;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotRequest;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/** Makes a run's snapshot exist: everything is on disk before the one rename that shows it. */
final class Commit {

	private final Function<IOException, RepositoryException> failures;
	private final Runs runs;
	private final Snapshots snapshots;
	private final TreePolicy trees;

	/** @param failures tells a failure in a sentence */
	Commit(Function<IOException, RepositoryException> failures, Runs runs, Snapshots snapshots, TreePolicy trees) {
		this.failures = failures;
		this.runs = runs;
		this.snapshots = snapshots;
		this.trees = trees;
	}

	Snapshot run(RunFolder run, SnapshotRequest request, Recorded recorded, SnapshotCounts counts) throws IOException {
		Hash manifest = writeManifest(run, recorded);
		try (Directory target = snapshots.makeFolder(request.client(), request.plan())) {
			for (Instant started = request.started();; started = started.plusMillis(1)) {
				Snapshot snapshot = snapshot(run, request, started, counts);
				Files.remove(run.snapshot(), Layout.SNAPSHOT_FILE);
				Files.write(run.snapshot(), Layout.SNAPSHOT_FILE, new SnapshotFile(snapshot, manifest).encode());
				run.snapshot().syncFileSystem();
				if (show(run, target, Layout.timeName(started))) {
					return snapshot;
				}
			}
		}
	}

	private static Hash writeManifest(RunFolder run, Recorded recorded) throws IOException {
		Files.remove(run.snapshot(), Layout.MANIFEST);
		MessageDigest digest = Hash.digest();
		try (Journal.Reader journal = run.readJournal();
				OutputStream out = new DigestOutputStream(
						new BufferedOutputStream(Files.stream(run.snapshot().create(Layout.MANIFEST, Layout.FILE_MODE)), 128 << 10), digest)) {
			ManifestWriter manifest = new ManifestWriter(out, run.id());
			recorded.write(manifest, journal);
			manifest.finish();
		}
		return Hash.of(digest.digest());
	}

	private Snapshot snapshot(RunFolder run, SnapshotRequest request, Instant started, SnapshotCounts counts) {
		Snapshot.Result result = counts.unreadable() == 0 ? Snapshot.Result.COMPLETE : Snapshot.Result.PARTIAL;
		Path folder = snapshots.path(request.client(), request.plan(), started);
		return new Snapshot(run.id(), request.client(), request.plan(), started, Instant.now(), result, counts, Layout.resolve(folder, Layout.TREE),
				request.source(), request.definition(), null);
	}

	/** The moment from which on the snapshot exists. False if another one of that time does. */
	private static boolean show(RunFolder run, Directory target, ByteString name) throws IOException {
		try {
			run.folder().rename(Layout.SNAPSHOT, target, name, false);
		} catch (PosixException e) {
			if (e.errno() == Errno.EEXIST || e.errno() == Errno.ENOTEMPTY) {
				return false;
			}
			throw e;
		}
		try {
			target.sync();
		} catch (IOException e) {
			// it exists, and all it needs is on disk
			LoggerFactory.getLogger(Commit.class).warn("Snapshot {} exists, but a power cut now might take it away: {}", run.id(), e.getMessage());
		}
		return true;
	}

	/** Removes what is left of a run whose snapshot exists, and the trees that older ones shall not keep. */
	void end(RunFolder run, SnapshotRequest request) throws IOException {
		runs.end(run);
		trees.apply(request.client(), request.plan());
	}

	/** Removes what a run has made. */
	void abandon(RunFolder run) throws IOException {
		runs.abandon(run);
	}

	RepositoryException failure(IOException e) {
		return failures.apply(e);
	}
}
