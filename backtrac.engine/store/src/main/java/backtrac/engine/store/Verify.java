package backtrac.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.VerifyReport.Place;
import backtrac.api.store.VerifyReport.Remedy;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/**
 * Proves snapshots: first the manifests, then each distinct content once, then entry by entry what the snapshots say and
 * their trees show. The caller shares the repository's lock. Its memory grows with the distinct contents and with the
 * folders of the snapshots that are looked at on each processor.
 */
final class Verify {

	private final Directory root;
	private final Directory pool;
	private final Snapshots snapshots;
	private final TreeRepair repair;
	private final Damages damages = new Damages();
	private final ContentSet contents = new ContentSet();
	private final List<Proven> proven = new ArrayList<>();
	private long looked;
	private long folders;

	/** A snapshot whose manifest is as it was written. */
	private record Proven(Snapshots.Place place, String id) {
	}

	/** @param pool takes paths */
	Verify(Directory root, Directory pool, Snapshots snapshots, TreeRepair repair) {
		this.root = root;
		this.pool = pool;
		this.snapshots = snapshots;
		this.repair = repair;
	}

	VerifyReport run(VerifyOptions options, WorkListener listener) throws IOException, InterruptedException {
		Set<String> missing = new HashSet<>(options.snapshots());
		for (Snapshots.Place place : snapshots.places()) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			prove(place, options.snapshots(), missing);
		}
		if (!missing.isEmpty()) {
			throw new RepositoryException("there is no snapshot " + missing.iterator().next() + ", or its summary is damaged: verify all to see");
		}
		ContentCheck check = new ContentCheck(pool, contents, new Quarantine(root, pool), damages);
		check.look(root);
		listener.expected(folders + (options.readData() ? contents.size() : 0), options.readData() ? check.bytes() : 0);
		if (options.readData()) {
			check.read(listener);
			// what trees get linked to must be on disk, or a second name would prove nothing
			root.syncFileSystem();
		} else {
			check.reportMissing();
		}
		Processors.forEach(proven.size(), i -> look(proven.get(i), check, options.readData() ? repair : null, listener));
		return new VerifyReport(looked, contents.size(), check.bytesRead(), damages.toList(), damages.count());
	}

	private void prove(Snapshots.Place place, Set<String> wanted, Set<String> missing) throws IOException {
		if (!Files.isDirectory(place.path())) {
			return; // nothing of ours
		}
		SnapshotFile summary = null;
		try (Directory folder = snapshots.open(place)) {
			summary = SnapshotFile.read(folder, place.path());
			if (!wanted.isEmpty() && !wanted.contains(summary.snapshot().id())) {
				return;
			}
		} catch (DamagedException | PosixException e) {
			if (!wanted.isEmpty() || !Files.isDirectory(place.path())) {
				return; // not known to be wanted, or forgotten meanwhile
			}
			damage(Kind.SUMMARY, place, Layout.SNAPSHOT_FILE.toString(), e, null);
		}
		if (summary != null && !snapshots.isAt(place, summary.snapshot())) {
			damage(Kind.SUMMARY, place, Layout.SNAPSHOT_FILE.toString(), new DamagedException("client, plan or time are not those of its folder"),
					summary.snapshot().id());
		}
		looked++;
		String id = summary == null ? null : summary.snapshot().id();
		missing.remove(id);
		provePin(place, id);
		try {
			mark(place, summary);
		} catch (IOException e) {
			if (Files.isDirectory(place.path())) {
				damage(Kind.MANIFEST, place, Layout.MANIFEST.toString(), e, id);
			}
		}
	}

	private void provePin(Snapshots.Place place, String id) throws IOException {
		try (Directory folder = snapshots.open(place)) {
			PinFile.read(folder, PinFile.NAME);
		} catch (DamagedException e) {
			damage(Kind.SUMMARY, place, PinFile.NAME.toString(), e, id);
		} catch (PosixException e) {
			if (Files.isDirectory(place.path())) {
				throw e;
			} // forgotten meanwhile
		}
	}

	private void damage(Kind kind, Snapshots.Place place, String file, IOException e, String id) {
		String what = Layout.SNAPSHOTS + "/" + place.name() + "/" + file;
		String reason = switch (e) {
		case PosixException posix -> "cannot be read: " + posix.reason();
		case DamagedException damaged -> "is damaged: " + damaged.getMessage();
		default -> "cannot be read: " + e.getMessage();
		};
		damages.add(kind, what, reason, Remedy.NONE);
		damages.touch(what, new Place(id == null ? place.name().toString() : id, ""));
	}

	/** Takes the contents of a snapshot up. */
	private void mark(Snapshots.Place place, SnapshotFile summary) throws IOException {
		Path file = Layout.resolve(place.path(), Layout.MANIFEST);
		if (summary != null && !hashOf(file).equals(summary.manifest())) {
			throw new DamagedException("it is not what its summary says");
		}
		try (ManifestReader manifest = ManifestReader.open(file)) {
			if (summary != null && !manifest.index().snapshot().equals(summary.snapshot().id())) {
				throw new DamagedException("it is that of another snapshot");
			}
			for (int i = 0; i < manifest.index().frames().size(); i++) {
				contents.addAll(manifest.hashes(i));
			}
			folders += manifest.index().folders().size();
			proven.add(new Proven(place, manifest.index().snapshot()));
		}
	}

	static Hash hashOf(Path file) throws IOException {
		MessageDigest digest = Hash.digest();
		try (InputStream in = Files.newInputStream(file)) {
			byte[] buffer = new byte[128 << 10];
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				digest.update(buffer, 0, n);
			}
		}
		return Hash.of(digest.digest());
	}

	private void look(Proven snapshot, ContentCheck check, TreeRepair allowed, WorkListener listener) throws IOException, InterruptedException {
		try (ManifestReader manifest = ManifestReader.open(Layout.resolve(snapshot.place().path(), Layout.MANIFEST));
				TreeCheck tree = openTree(snapshot, check, allowed)) {
			for (int i = 0; i < manifest.index().frames().size(); i++) {
				for (Block block : manifest.frame(i)) {
					if (Thread.interrupted()) {
						throw new InterruptedException();
					}
					look(block, snapshot, check, tree);
					listener.done(1, 0);
				}
			}
			if (tree != null && hasStill(snapshot, tree)) {
				report(snapshot, tree);
			}
		} catch (DamagedException e) {
			damage(Kind.MANIFEST, snapshot.place(), Layout.MANIFEST.toString(), e, snapshot.id());
		} catch (IOException e) {
			if (Files.isDirectory(snapshot.place().path())) {
				throw e;
			} // forgotten meanwhile
		}
	}

	/** False if the snapshot was forgotten, or has another tree or none by now. */
	private boolean hasStill(Proven snapshot, TreeCheck tree) throws IOException {
		try (Directory folder = snapshots.open(snapshot.place())) {
			return tree.isStillIn(folder);
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return false;
			}
			throw e;
		}
	}

	/** Null if the snapshot has no tree; it need not have one. */
	private TreeCheck openTree(Proven snapshot, ContentCheck check, TreeRepair allowed) throws IOException {
		try (Directory folder = snapshots.open(snapshot.place())) {
			return new TreeCheck(folder.directory(Layout.TREE), check, allowed);
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return null;
			}
			throw e;
		}
	}

	private static void look(Block block, Proven snapshot, ContentCheck check, TreeCheck tree) throws IOException {
		try (TreeCheck.Folder folder = tree == null ? null : tree.folder(block.path())) {
			for (Row row : block) {
				if (row.isHashed()) {
					EntryPath path = block.path().resolve(row.entry().name());
					int place = check.require(row.hash(), row.entry().size(), snapshot.id(), path.toString());
					if (place >= 0 && folder != null) {
						folder.file(row.entry().name(), row.hash(), place);
					}
				} else if (folder != null && TreeCheck.isEmptyFile(row)) {
					folder.emptyFile(row.entry().name());
				}
			}
			if (folder != null) {
				folder.rest(block);
			}
		}
	}

	private void report(Proven snapshot, TreeCheck tree) {
		String what = Layout.SNAPSHOTS + "/" + snapshot.place().name() + "/" + Layout.TREE;
		report(what, snapshot, "does not show what the snapshot holds", Remedy.NONE, tree.wrong());
		report(what + (tree.wrong().isEmpty() ? "" : " (the rest)"), snapshot, "did not show what the snapshot holds", Remedy.REPAIRED, tree.repaired());
	}

	private void report(String what, Proven snapshot, String reason, Remedy remedy, List<EntryPath> paths) {
		if (!paths.isEmpty()) {
			damages.add(Kind.TREE, what, reason, remedy);
			paths.forEach(path -> damages.touch(what, new Place(snapshot.id(), path.toString())));
		}
	}
}
