package backtrac.engine.store;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;

/**
 * The contents of those files of a run that have many names on the client, for the names that come later. A file whose
 * size or time has changed since is another one. All methods may be called by several threads at once.
 */
final class ManyNames {

	/** Some 50 MB. Of further files each name is read. */
	private static final int MOST = 1 << 18;

	private final Map<State, Content> contents = new ConcurrentHashMap<>();

	private record State(FileId file, long size, Instant modified) {

		static State of(FileEntry entry) {
			return new State(entry.id(), entry.size(), entry.modified());
		}
	}

	/**
	 * What was put of a file.
	 *
	 * @param extents where it has data; null if it is not sparse
	 */
	record Content(Hash hash, Extents extents) {
	}

	/** Learns a content. */
	void add(FileEntry file, Hash hash) {
		if (file.id() != null && contents.size() < MOST) {
			contents.put(State.of(file), new Content(hash, file.extents()));
		}
	}

	/** The content that another name of the file has; null if none is known. */
	Content find(FileEntry file) {
		return file.id() == null ? null : contents.get(State.of(file));
	}
}
