package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.EntryPath;

/**
 * What is known of a plan from before: its latest snapshot, and what runs since then had recorded when they were cut off.
 * All methods may be called by several threads at once.
 */
final class Before implements AutoCloseable {

	private final ManifestReader manifest;
	private final List<Cut> cuts = new ArrayList<>();
	private final Set<Hash> doubtful;

	private record Cut(Journal.Reader journal, Map<EntryPath, List<Journal.Place>> places) {
	}

	/**
	 * @param manifest of the latest snapshot, or null
	 * @param journals of runs that were cut off; closed with this
	 * @param doubtful contents that the pool may have lost since a snapshot named them
	 */
	Before(ManifestReader manifest, List<Journal.Reader> journals, Set<Hash> doubtful) {
		this.manifest = manifest;
		this.doubtful = doubtful;
		for (Journal.Reader journal : journals) {
			cuts.add(new Cut(journal, journal.scan()));
		}
	}

	/** All that is known of a folder. */
	FolderMerge merge(EntryPath folder) throws IOException {
		return new FolderMerge(snapshot(folder), cutOff(folder), doubtful);
	}

	/** A folder in the latest snapshot; null if it is not there or cannot be read any more. */
	private Block snapshot(EntryPath folder) {
		if (manifest == null) {
			return null;
		}
		try {
			return manifest.block(folder);
		} catch (DamagedException e) {
			LoggerFactory.getLogger(Before.class).warn("The snapshot before is damaged, and folder '{}' is read again: {}", folder,
					e.getMessage());
			return null;
		}
	}

	/** What runs that were cut off had of a folder. */
	private List<Block> cutOff(EntryPath folder) throws IOException {
		if (cuts.isEmpty()) {
			return List.of();
		}
		List<Block> blocks = new ArrayList<>();
		for (Cut cut : cuts) {
			for (Journal.Place place : cut.places().getOrDefault(folder, List.of())) {
				blocks.add(cut.journal().block(place));
			}
		}
		return blocks;
	}

	@Override
	public void close() {
		if (manifest != null) {
			manifest.close();
		}
		cuts.forEach(cut -> cut.journal().close());
	}
}
