package backtrac.engine.jobs.catalog;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.engine.store.HardLinkRepository;

/** A repository on disk with snapshots of empty folders, an hour from one to the next. */
final class KeptSnapshots {

	final HardLinkRepository repository;
	private Instant started = Instant.parse("2026-01-01T00:00:00.000456789Z");

	KeptSnapshots(Path folder) throws IOException {
		repository = HardLinkRepository.init(folder);
	}

	/** @param source may be null */
	Snapshot add(String client, String plan, String source, Map<String, String> definition) throws IOException {
		started = started.plusSeconds(3600);
		try (SnapshotWriter writer = repository.begin(new SnapshotRequest(client, plan, started, false, source).withDefinition(definition))) {
			writer.directory(EntryPath.ROOT, FileEntry.directory(ByteString.EMPTY, started), List.of());
			return writer.commit();
		}
	}
}
