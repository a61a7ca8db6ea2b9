package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.RebuildReport;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.VerifyReport.Place;
import backtrac.api.store.VerifyReport.Remedy;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/**
 * Makes trees and summaries again that are missing or damaged. A tree is made in {@code runs/}, like that of a backup, and takes its
 * place by one rename when all of it is on disk. The caller shares the repository's lock.
 */
final class Rebuild {

	private final Directory root;
	private final Pool pool;
	private final Runs runs;
	private final Snapshots snapshots;
	private final TreePolicy policy;
	private final Trash trash;
	private final Damages damages = new Damages();
	private final Set<Hash> missing = new HashSet<>();
	private long trees;
	private long summaries;
	private long sound;

	Rebuild(Directory root, Pool pool, Runs runs, Snapshots snapshots, TreePolicy policy, Trash trash) {
		this.root = root;
		this.pool = pool;
		this.runs = runs;
		this.snapshots = snapshots;
		this.policy = policy;
		this.trash = trash;
	}

	RebuildReport run(Set<String> wanted, WorkListener listener) throws IOException, InterruptedException {
		if (wanted.isEmpty()) {
			repairSummaries();
		}
		List<Snapshots.Stored> chosen = wanted.isEmpty() ? withTrees() : named(wanted);
		listener.expected(folders(chosen), 0);
		try (Directory files = root.directory(Layout.POOL)) {
			TreeProof proof = new TreeProof(files.paths(), FurtherFiles.find(root, _ -> true));
			for (Snapshots.Stored stored : chosen) {
				rebuild(stored, proof, listener);
			}
		}
		trash.emptySoon();
		return new RebuildReport(trees, summaries, sound, damages.toList(), damages.count());
	}

	private void repairSummaries() throws IOException, InterruptedException {
		SummaryRepair repair = new SummaryRepair(snapshots, trash.folder());
		for (Snapshots.Place place : snapshots.places()) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			try {
				summaries += repair.repair(place) ? 1 : 0;
			} catch (DamagedException e) {
				damage(Kind.SUMMARY, place.name() + "/" + Layout.SNAPSHOT_FILE, "cannot be made again: " + e.getMessage(), place.name().toString());
			} catch (IOException e) {
				if (Files.isDirectory(place.path())) {
					throw e;
				} // forgotten meanwhile
			}
		}
	}

	/** Those that shall keep their trees, and those that have one all the same. */
	private List<Snapshots.Stored> withTrees() throws IOException {
		int most = policy.kept();
		List<Snapshots.Stored> chosen = new ArrayList<>();
		for (List<Snapshots.Stored> plan : policy.plans()) {
			for (int i = 0; i < plan.size(); i++) {
				if (i < most || plan.get(i).file().snapshot().hasTree()) {
					chosen.add(plan.get(i));
				}
			}
		}
		return chosen;
	}

	private List<Snapshots.Stored> named(Set<String> ids) throws IOException {
		Map<String, Snapshots.Stored> all = snapshots.all().stream().collect(Collectors.toMap(stored -> stored.file().snapshot().id(), stored -> stored, (a, _) -> a));
		List<Snapshots.Stored> chosen = new ArrayList<>();
		for (String id : ids) {
			if (!all.containsKey(id)) {
				throw new RepositoryException("there is no snapshot " + id + ", or its summary is damaged: rebuild all to mend that");
			}
			chosen.add(all.get(id));
		}
		return chosen;
	}

	/** A manifest that cannot be used is told of when its turn comes. */
	private static long folders(List<Snapshots.Stored> chosen) {
		return chosen.stream().mapToLong(stored -> stored.file().snapshot().counts().directories()).sum();
	}

	private void rebuild(Snapshots.Stored stored, TreeProof proof, WorkListener listener) throws IOException, InterruptedException {
		try (ManifestReader manifest = stored.openManifest()) {
			rebuild(manifest, stored, proof, listener);
		} catch (RepositoryException | DamagedException e) {
			if (Thread.interrupted()) {
				throw (InterruptedException) new InterruptedException().initCause(e);
			}
			damage(Kind.MANIFEST, stored.name() + "/" + Layout.MANIFEST, "cannot be used, so there is no tree: " + e.getMessage(),
					stored.file().snapshot().id());
		}
	}

	private void rebuild(ManifestReader manifest, Snapshots.Stored stored, TreeProof proof, WorkListener listener)
			throws IOException, InterruptedException {
		try (Directory snapshot = snapshots.open(stored)) {
			if (proof.isSound(manifest, snapshot)) {
				sound++;
				listener.done(manifest.index().folders().size(), 0);
			} else {
				make(manifest, stored, snapshot, listener);
				trees++;
			}
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT || Files.isDirectory(stored.path())) {
				throw e;
			} // forgotten meanwhile
		}
	}

	private void make(ManifestReader manifest, Snapshots.Stored stored, Directory snapshot, WorkListener listener)
			throws IOException, InterruptedException {
		RunFolder run = runs.beginScratch();
		try {
			new TreeBuilder(manifest, run, pool, (content, path) -> missing(content, manifest.index().snapshot(), path)).build(listener);
			// what it is linked to must be on disk, or a second name would prove nothing
			root.syncFileSystem();
			snapshots.moveTree(trash, stored);
			run.snapshot().rename(Layout.TREE, snapshot, Layout.TREE, false);
			snapshot.sync();
		} finally {
			run.close();
			runs.end(run);
		}
	}

	private void missing(Hash content, String snapshot, EntryPath path) {
		String what = ContentFiles.what(content, 0);
		if (missing.add(content)) {
			damages.add(Kind.CONTENT, what, "is missing, or is not what was stored", Remedy.NONE);
		}
		damages.touch(what, new Place(snapshot, path.toString()));
	}

	private void damage(Kind kind, String what, String reason, String snapshot) {
		damages.add(kind, Layout.SNAPSHOTS + "/" + what, reason, Remedy.NONE);
		damages.touch(Layout.SNAPSHOTS + "/" + what, new Place(snapshot, ""));
	}
}
