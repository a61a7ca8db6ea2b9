package backtrac.engine.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.TransportSession;
import backtrac.api.transport.WritableSession;

/** The simplest use of two sessions: all that one holds goes to the other. */
final class TreeCopy {

	private final TransportSession source;
	private final WritableSession target;
	private final Map<FileId, EntryPath> written = new HashMap<>();
	private final List<String> problems = new ArrayList<>();

	TreeCopy(TransportSession source, WritableSession target) {
		this.source = source;
		this.target = target;
	}

	List<String> run() throws IOException {
		copy(EntryPath.ROOT);
		return problems;
	}

	private void copy(EntryPath directory) throws IOException {
		Listing listing = source.list(directory);
		listing.problems().forEach(problem -> problems.add(problem.reason()));
		for (FileEntry child : listing.children()) {
			EntryPath path = directory.resolve(child.name());
			EntryPath first = child.id() == null ? null : written.putIfAbsent(child.id(), path);
			if (first != null) {
				target.link(path, first, false);
			} else if (child.isFile()) {
				try (FileContent content = source.read(path)) {
					problems.addAll(target.write(path, child, content, false));
				}
			} else {
				problems.addAll(target.write(path, child, null, false));
			}
			if (child.isDirectory()) {
				copy(path);
			}
		}
		problems.addAll(target.seal(directory, listing.directory()));
	}

	/** All that a session shows, by path. What tells hard links is numbered anew, so that two trees can be compared. */
	static Map<EntryPath, FileEntry> entries(TransportSession session) throws IOException {
		Map<EntryPath, FileEntry> all = new TreeMap<>();
		addEntries(session, EntryPath.ROOT, all);
		Map<FileId, FileId> ids = new HashMap<>();
		all.replaceAll((path, e) -> e.id() == null ? e : withId(e, ids.computeIfAbsent(e.id(), id -> new FileId(0, ids.size()))));
		return all;
	}

	private static void addEntries(TransportSession session, EntryPath directory, Map<EntryPath, FileEntry> all) throws IOException {
		Listing listing = session.list(directory);
		all.put(directory, listing.directory());
		for (FileEntry child : listing.children()) {
			EntryPath path = directory.resolve(child.name());
			all.put(path, child);
			if (child.isDirectory()) {
				addEntries(session, path, all);
			}
		}
	}

	private static FileEntry withId(FileEntry e, FileId id) {
		return new FileEntry(e.name(), e.type(), e.size(), e.modified(), e.mode(), e.uid(), e.gid(), e.owner(), e.group(), e.target(), e.device(),
				id, e.attributes());
	}
}
