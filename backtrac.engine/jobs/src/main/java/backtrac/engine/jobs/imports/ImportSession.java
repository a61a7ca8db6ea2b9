package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Listing;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

/** A session on an old tree, which shows entries as they were when they were backed up. */
final class ImportSession implements TransportSession {

	private final TransportSession tree;

	/** @param tree closed with this */
	ImportSession(TransportSession tree) {
		this.tree = tree;
	}

	@Override
	public Listing list(EntryPath directory) throws TransportException {
		Listing seen = tree.list(directory);
		if (!FakeSuper.isKept(seen.directory()) && seen.children().stream().noneMatch(FakeSuper::isKept)) {
			return seen;
		}
		List<FileEntry> children = new ArrayList<>(seen.children().size());
		List<Listing.Problem> problems = new ArrayList<>(seen.problems());
		for (FileEntry child : seen.children()) {
			try {
				children.add(FakeSuper.isKept(child) ? FakeSuper.resolve(child, () -> tree.read(directory.resolve(child.name()))) : child);
			} catch (TransportException e) {
				if (!e.isAboutOneEntry()) {
					throw e;
				}
				problems.add(new Listing.Problem(child, e.getMessage()));
			} catch (IOException e) {
				problems.add(new Listing.Problem(child, String.valueOf(e.getMessage())));
			}
		}
		return new Listing(itself(seen.directory()), children, problems);
	}

	private static FileEntry itself(FileEntry directory) throws TransportException {
		try {
			FileEntry kept = FakeSuper.isKept(directory) ? FakeSuper.resolve(directory, FileContent::nullInputStream) : directory;
			return kept.isDirectory() ? kept : directory;
		} catch (IOException e) {
			return directory; // says that it is a link, which it cannot be
		}
	}

	@Override
	public FileContent read(EntryPath file) throws TransportException {
		return tree.read(file);
	}

	@Override
	public void close() {
		tree.close();
	}
}
