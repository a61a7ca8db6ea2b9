package backtrac.engine.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.entry.ByteString;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.posix.Directory;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/**
 * Makes a {@code snapshot.json} that is missing or damaged again: from the manifest, which must be sound, and the names of the
 * snapshot's folders. What nothing else knows is lost: how much its run had read and stored is 0 then, and how its plan was is not known.
 * Makes a pin again, too, whose note is lost.
 */
final class SummaryRepair {

	private final Snapshots snapshots;
	private final Directory trash;

	/** @param trash for a passing name */
	SummaryRepair(Snapshots snapshots, Directory trash) {
		this.snapshots = snapshots;
		this.trash = trash;
	}

	/**
	 * Makes it unless it is there and sound.
	 *
	 * @return whether it did
	 * @throws DamagedException if it cannot be made; the message says why
	 */
	boolean repair(Snapshots.Place place) throws IOException {
		if (!Files.isDirectory(place.path())) {
			return false; // nothing of ours
		}
		try (Directory folder = snapshots.open(place)) {
			boolean sound = isSound(folder, place.path());
			if (!sound) {
				SnapshotFile made = make(place);
				backtrac.engine.store.Files.replace(folder, Layout.SNAPSHOT_FILE, made.encode(), trash);
			}
			return PinFile.repair(folder, trash) || !sound;
		}
	}

	private static boolean isSound(Directory folder, Path path) throws IOException {
		try {
			SnapshotFile.read(folder, path);
			return true;
		} catch (DamagedException e) {
			requireKnown(folder);
			return false;
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOENT) {
				return false;
			}
			throw e;
		}
	}

	/** What a newer version has written is not damaged. */
	private static void requireKnown(Directory folder) throws IOException {
		long format;
		try {
			format = Json.read(backtrac.engine.store.Files.read(folder, Layout.SNAPSHOT_FILE)).number("format");
		} catch (DamagedException e) {
			return; // so it is damaged
		}
		if (format > Layout.FORMAT) {
			throw new DamagedException("it has format " + format + ": a newer BackTrac has written it");
		}
	}

	private SnapshotFile make(Snapshots.Place place) throws IOException {
		Path file = Layout.resolve(place.path(), Layout.MANIFEST);
		List<ByteString> names = names(place.name());
		Instant finished = Files.getLastModifiedTime(file).toInstant();
		try (ManifestReader manifest = ManifestReader.open(file)) {
			SnapshotCounts counts = count(manifest);
			String client = text(names.get(0));
			String plan = text(names.get(1));
			// a name that was too long for a folder is known by the other snapshots of its plan only
			for (Snapshots.Stored other : snapshots.of(client, plan)) {
				client = other.file().snapshot().client();
				plan = other.file().snapshot().plan();
			}
			Snapshot snapshot = new Snapshot(manifest.index().snapshot(), client, plan, started(text(names.get(2))), finished,
					counts.unreadable() == 0 ? Snapshot.Result.COMPLETE : Snapshot.Result.PARTIAL, counts, Layout.resolve(place.path(), Layout.TREE));
			return new SnapshotFile(snapshot, Verify.hashOf(file));
		}
	}

	/** Reads all of the manifest, so that nothing but a sound one gets a summary. */
	private static SnapshotCounts count(ManifestReader manifest) throws DamagedException {
		Counter counter = new Counter();
		for (int i = 0; i < manifest.index().frames().size(); i++) {
			for (Block block : manifest.frame(i)) {
				if (block.path().isRoot()) {
					counter.add(block.root());
				}
				block.forEach(counter::add);
			}
		}
		return counter.counts();
	}

	/** The reverse of {@link Layout#timeName}. */
	private static Instant started(String name) throws DamagedException {
		try {
			return Instant.parse(name.substring(0, 13) + ':' + name.substring(13, 15) + ':' + name.substring(15));
		} catch (DateTimeException | StringIndexOutOfBoundsException e) {
			throw new DamagedException("its folder's name '" + name + "' is no time", e);
		}
	}

	private static List<ByteString> names(ByteString place) {
		List<ByteString> names = new ArrayList<>();
		byte[] bytes = place.toBytes();
		int start = 0;
		for (int i = 0; i <= bytes.length; i++) {
			if (i == bytes.length || bytes[i] == '/') {
				names.add(ByteString.wrap(java.util.Arrays.copyOfRange(bytes, start, i)));
				start = i + 1;
			}
		}
		return names;
	}

	private static String text(ByteString name) {
		return new String(name.toBytes(), StandardCharsets.UTF_8);
	}
}
