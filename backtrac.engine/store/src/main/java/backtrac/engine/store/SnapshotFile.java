package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.posix.Directory;

/**
 * The summary of a snapshot, {@code snapshot.json}.
 *
 * @param snapshot what it says of the snapshot
 * @param manifest SHA-256 of the manifest
 */
record SnapshotFile(Snapshot snapshot, Hash manifest) {

	/** The same of a snapshot that is pinned, or is not: its summary does not say. */
	SnapshotFile withPin(String why) {
		return new SnapshotFile(snapshot.withPin(why), manifest);
	}

	byte[] encode() {
		SnapshotCounts counts = snapshot.counts();
		Map<String, Object> numbers = new LinkedHashMap<>();
		numbers.put("files", counts.files());
		numbers.put("directories", counts.directories());
		numbers.put("others", counts.others());
		numbers.put("bytes", counts.bytes());
		numbers.put("files_read", counts.filesRead());
		numbers.put("bytes_read", counts.bytesRead());
		numbers.put("files_stored", counts.filesStored());
		numbers.put("bytes_stored", counts.bytesStored());
		numbers.put("unreadable", counts.unreadable());
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("format", Layout.FORMAT);
		values.put("id", snapshot.id());
		values.put("client", snapshot.client());
		values.put("plan", snapshot.plan());
		values.put("source", snapshot.source());
		values.put("started", snapshot.started());
		values.put("finished", snapshot.finished());
		values.put("result", snapshot.result());
		values.put("counts", numbers);
		values.put("manifest_sha256", manifest);
		values.put("definition", snapshot.definition().isEmpty() ? null : new TreeMap<>(snapshot.definition()));
		return Json.write(values);
	}

	/**
	 * Reads the summary of a snapshot.
	 *
	 * @param folder the snapshot's folder
	 * @param path   where that is
	 */
	static SnapshotFile read(Directory folder, Path path) throws IOException {
		Json json = Json.read(Files.read(folder, Layout.SNAPSHOT_FILE));
		try {
			if (json.number("format") > Layout.FORMAT) {
				throw new DamagedException("it has format " + json.number("format") + ": a newer BackTrac has written it");
			}
			Json counts = json.object("counts");
			return new SnapshotFile(
					new Snapshot(json.text("id"), json.text("client"), json.text("plan"), Instant.parse(json.text("started")),
							Instant.parse(json.text("finished")), Snapshot.Result.valueOf(json.text("result")), counts(counts),
							Layout.resolve(path, Layout.TREE), json.textOrNull("source"), json.texts("definition"), null),
					Hash.parse(json.text("manifest_sha256")));
		} catch (DateTimeException | IllegalArgumentException e) {
			throw new DamagedException("it makes no sense: " + e.getMessage(), e);
		}
	}

	private static SnapshotCounts counts(Json json) throws DamagedException {
		return new SnapshotCounts(json.number("files"), json.number("directories"), json.number("others"), json.number("bytes"),
				json.number("files_read"), json.number("bytes_read"), json.number("files_stored"), json.number("bytes_stored"),
				json.number("unreadable"));
	}
}
