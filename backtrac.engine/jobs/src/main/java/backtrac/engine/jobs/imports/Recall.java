package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.Adoption;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

/**
 * Looks at a tree that is a snapshot already, beside that snapshot, so that files which later trees share with it need not be
 * read: a file of the same size and time has the content that the snapshot says.
 */
final class Recall {

	private final TransportSession tree;
	private final SnapshotReader snapshot;
	private final Adoption adoption;

	Recall(TransportSession tree, SnapshotReader snapshot, Adoption adoption) {
		this.tree = tree;
		this.snapshot = snapshot;
		this.adoption = adoption;
	}

	void run() throws IOException, InterruptedException {
		folder(EntryPath.ROOT);
	}

	private void folder(EntryPath path) throws IOException, InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		Map<ByteString, SnapshotEntry> known = new HashMap<>();
		for (SnapshotEntry entry : snapshot.list(path)) {
			known.put(entry.entry().name(), entry);
		}
		for (FileEntry seen : list(path)) {
			SnapshotEntry as = known.get(seen.name());
			if (as == null || as.unreadable() != null || as.entry().type() != seen.type()) {
				continue;
			}
			if (seen.isDirectory()) {
				folder(path.resolve(seen.name()));
			} else if (as.hash() != null && as.entry().size() == seen.size() && as.entry().modified().equals(seen.modified())) {
				adoption.remember(seen.withExtents(as.entry().extents()), HexFormat.of().parseHex(as.hash()));
			}
		}
	}

	/** What cannot be looked at is not known, which costs time and nothing else. */
	private Iterable<FileEntry> list(EntryPath path) throws TransportException {
		try {
			return tree.list(path).children();
		} catch (TransportException e) {
			if (e.isAboutOneEntry()) {
				return List.of();
			}
			throw e;
		}
	}
}
