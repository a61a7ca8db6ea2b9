package backtrac.engine.jobs.restore;

import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileId;

/**
 * The files of a snapshot that had several names on the client: one name is written, the others are linked to it when all
 * files are written. Safe for use by several threads.
 */
final class HardLinks {

	private final Set<FileId> seen = ConcurrentHashMap.newKeySet();
	private final Map<FileId, Placed> written = new ConcurrentHashMap<>();
	private final Queue<Placed> others = new ConcurrentLinkedQueue<>();

	/** Tells if a name is to be written now: it is the file's only one, or the first that comes. Else it is one of the others. */
	boolean isFirst(Placed name) {
		FileId file = name.entry().entry().id();
		boolean first = file == null || seen.add(file);
		if (!first) {
			others.add(name);
		}
		return first;
	}

	/** Says that a name was written whole: others of its file can be linked to it. */
	void written(Placed name) {
		FileId file = name.entry().entry().id();
		if (file != null) {
			written.putIfAbsent(file, name);
		}
	}

	/** The names that wait. */
	Queue<Placed> others() {
		return others;
	}

	/** What a name can be linked to; null if no name of its file was written, or one with another content. */
	EntryPath existing(Placed name) {
		Placed first = written.get(name.entry().entry().id());
		return first != null && Objects.equals(first.entry().hash(), name.entry().hash()) ? first.path() : null;
	}
}
