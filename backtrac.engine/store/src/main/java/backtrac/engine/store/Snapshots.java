package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;
import backtrac.posix.Stat;

/** The folder {@code snapshots/<client>/<plan>/<time>/}. Safe for use by several threads. */
final class Snapshots {

	private final Directory folder;
	private final Path path;
	private final Map<ByteString, Known> summaries = new ConcurrentHashMap<>();

	/**
	 * @param folder takes paths
	 * @param path   where it is
	 */
	Snapshots(Directory folder, Path path) {
		this.folder = folder;
		this.path = path;
	}

	/**
	 * Where a snapshot is.
	 *
	 * @param name from the folder of snapshots
	 */
	record Place(ByteString name, Path path) {
	}

	/**
	 * A snapshot and where it is.
	 *
	 * @param name from the folder of snapshots
	 */
	record Stored(SnapshotFile file, Path path, ByteString name) {

		ManifestReader openManifest() throws IOException {
			Path manifest = Layout.resolve(path, Layout.MANIFEST);
			try {
				ManifestReader reader = ManifestReader.open(manifest);
				if (!reader.index().snapshot().equals(file.snapshot().id())) {
					reader.close();
					throw new DamagedException("it is that of another snapshot");
				}
				return reader;
			} catch (NoSuchFileException e) {
				throw new RepositoryException("there is no manifest " + manifest + ": see 'backtrac repo verify'", e);
			} catch (IOException e) {
				throw new RepositoryException("the manifest " + manifest + " cannot be used: " + e.getMessage(), e);
			}
		}
	}

	/** A summary that was read; it never changes, but another one may come to be where it was. */
	private record Known(long inode, long changedSeconds, int changedNanos, SnapshotFile file) {

		boolean isStill(Stat now) {
			return inode == now.inode && changedSeconds == now.changedSeconds && changedNanos == now.changedNanos;
		}
	}

	/** All that can be read, the latest first. */
	List<Stored> all() throws IOException {
		List<Stored> found = new ArrayList<>();
		for (Place place : places()) {
			add(place.name(), found);
		}
		summaries.keySet().retainAll(found.stream().map(Stored::name).collect(Collectors.toSet()));
		found.sort(Comparator.comparing((Stored stored) -> stored.file().snapshot().started())
				.thenComparing(stored -> stored.file().snapshot().id()).reversed());
		return found;
	}

	/** Where all are, even those that cannot be read, and what else may stand among them. */
	List<Place> places() throws IOException {
		List<Place> places = new ArrayList<>();
		for (ByteString client : names(ByteString.EMPTY)) {
			for (ByteString plan : names(client)) {
				ByteString of = join(client, plan);
				for (ByteString time : names(of)) {
					places.add(new Place(join(of, time), resolve(join(of, time))));
				}
			}
		}
		return places;
	}

	/** Opens a snapshot's folder; the caller closes it. */
	Directory open(Place place) throws IOException {
		return folder.directory(EntryPath.of(place.name()));
	}

	/** Takes a snapshot away, by one rename that is on disk when this returns. */
	void moveTo(Trash trash, Stored stored) throws IOException {
		String id = stored.file().snapshot().id();
		try {
			// under another name than its run's folder, which may still be there
			trash.take(folder, stored.name(), ByteString.of("forgotten-" + id));
		} catch (PosixException e) {
			throw e.errno() == Errno.ENOENT ? missing(id) : e;
		}
		folder.syncFileSystem();
	}

	/** Takes a snapshot's tree away, by one rename. False if it has none. */
	boolean moveTree(Trash trash, Stored stored) throws IOException {
		try (Directory snapshot = open(stored)) {
			trash.take(snapshot, Layout.TREE, Files.passingName("tree"));
			return true;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return false;
			}
			throw e;
		}
	}

	/** Finds a snapshot by its id. */
	Stored find(String id) throws IOException {
		for (Stored stored : all()) {
			if (stored.file().snapshot().id().equals(id)) {
				return stored;
			}
		}
		throw missing(id);
	}

	private RepositoryException missing(String id) {
		return new RepositoryException("there is no snapshot " + id + " in " + path.getParent());
	}

	/** The latest snapshots of a client's plan, the latest first. */
	List<Stored> of(String client, String plan) throws IOException {
		ByteString of = join(Layout.folderName(client), Layout.folderName(plan));
		List<Stored> found = new ArrayList<>();
		List<ByteString> times = names(of);
		times.sort(Comparator.reverseOrder());
		for (ByteString time : times) {
			add(join(of, time), found);
		}
		return found;
	}

	/** Makes the folder of a client's plan. */
	Directory makeFolder(String client, String plan) throws IOException {
		ByteString ofClient = Layout.folderName(client);
		Files.makeFolder(folder, ofClient);
		ByteString ofPlan = join(ofClient, Layout.folderName(plan));
		Files.makeFolder(folder, ofPlan);
		return folder.directory(ofPlan);
	}

	/** Tells if a snapshot is where it says that it is. */
	boolean isAt(Place place, Snapshot snapshot) {
		return path(snapshot.client(), snapshot.plan(), snapshot.started()).equals(place.path());
	}

	/** Where a snapshot is or will be. */
	Path path(String client, String plan, Instant started) {
		return resolve(join(join(Layout.folderName(client), Layout.folderName(plan)), Layout.timeName(started)));
	}

	private void add(ByteString name, List<Stored> found) throws IOException {
		Path of = resolve(name);
		try {
			found.add(new Stored(read(name, of), of, name));
		} catch (DamagedException e) {
			LoggerFactory.getLogger(Snapshots.class).warn("The summary of snapshot {} cannot be used: {}", of, e.getMessage());
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
				throw e;
			} // forgotten meanwhile, or nothing of ours
		}
	}

	/** Opens a snapshot's folder; the caller closes it. */
	Directory open(Stored stored) throws IOException {
		return folder.directory(EntryPath.of(stored.name()));
	}

	/** Reads a summary, unless it was read before and is the same file still. */
	private SnapshotFile read(ByteString name, Path of) throws IOException {
		Stat now = new Stat();
		folder.stat(join(name, Layout.SNAPSHOT_FILE), now);
		Known known = summaries.get(name);
		if (known == null || !known.isStill(now)) {
			try (Directory snapshot = folder.directory(name)) {
				known = new Known(now.inode, now.changedSeconds, now.changedNanos, SnapshotFile.read(snapshot, of));
			}
			summaries.put(name, known);
		}
		return known.file.withPin(pin(name, of));
	}

	/** Why a snapshot is to stay; null if it is not pinned. One whose note is lost is pinned still. */
	private String pin(ByteString name, Path of) throws IOException {
		try {
			return PinFile.read(folder, join(name, PinFile.NAME));
		} catch (DamagedException e) {
			LoggerFactory.getLogger(Snapshots.class).warn("The note of the pin of snapshot {} is lost: {}", of, e.getMessage());
			return "";
		}
	}

	private Path resolve(ByteString name) {
		Path at = path;
		byte[] bytes = name.toBytes();
		int start = 0;
		for (int i = 0; i <= bytes.length; i++) {
			if (i == bytes.length || bytes[i] == '/') {
				at = Layout.resolve(at, ByteString.wrap(Arrays.copyOfRange(bytes, start, i)));
				start = i + 1;
			}
		}
		return at;
	}

	private List<ByteString> names(ByteString name) throws IOException {
		List<ByteString> names = new ArrayList<>();
		// a folder of its own: listing uses its position
		try (Directory listed = folder.directory(EntryPath.of(name))) {
			for (Directory.Name child : listed.list()) {
				names.add(child.bytes());
			}
		} catch (PosixException e) {
			if (e.errno() != Errno.ENOENT && e.errno() != Errno.ENOTDIR) {
				throw e;
			}
		}
		return names;
	}

	private static ByteString join(ByteString folder, ByteString name) {
		if (folder.length() == 0) {
			return name;
		}
		byte[] joined = new byte[folder.length() + 1 + name.length()];
		folder.copyTo(joined, 0);
		joined[folder.length()] = '/';
		name.copyTo(joined, folder.length() + 1);
		return ByteString.wrap(joined);
	}
}
