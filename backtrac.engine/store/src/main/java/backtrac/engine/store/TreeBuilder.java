package backtrac.engine.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;

/**
 * Makes a tree of a manifest and the pool, as a backup makes it of folders as they come. Its memory grows with the folders.
 * One thread at a time.
 */
final class TreeBuilder {

	private final ManifestReader manifest;
	private final Tree tree;
	private final ContentStore contents;
	private final Missing missing;
	/** Folders that are made, but not filled; they get their time when they are. */
	private final Map<EntryPath, FileEntry> empty = new HashMap<>();

	/** Is told of files that are not in the tree, because the pool does not have their content. */
	interface Missing {
		void add(Hash content, EntryPath path);
	}

	/** @param run where the tree is made */
	TreeBuilder(ManifestReader manifest, RunFolder run, Pool pool, Missing missing) {
		this.manifest = manifest;
		this.tree = new Tree(run.tree());
		this.contents = new ContentStore(pool, tree, run.folder(), new WriteBack(run.folder()), false);
		this.missing = missing;
	}

	/** Makes all of it. */
	void build(WorkListener listener) throws IOException, InterruptedException {
		for (int i = 0; i < manifest.index().frames().size(); i++) {
			for (Block block : manifest.frame(i)) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				build(block);
				listener.done(1, 0);
			}
		}
	}

	private void build(Block block) throws IOException {
		EntryPath path = block.path();
		FileEntry entry = path.isRoot() ? block.root().entry() : empty.remove(path);
		try (Directory folder = tree.open(path)) {
			for (Row row : block) {
				if (EntryPath.isSafe(row.entry().name())) {
					make(row, path, folder);
				}
			}
			if (entry != null) {
				folder.setModified(ByteString.EMPTY, entry.modified().getEpochSecond(), entry.modified().getNano());
			}
		}
	}

	private void make(Row row, EntryPath path, Directory folder) throws IOException {
		FileEntry entry = row.entry();
		if (entry.type() == FileType.DIRECTORY) {
			tree.makeFolder(folder, path, entry.name());
			empty.put(path.resolve(entry.name()), entry);
		} else if (row.isHashed()) {
			if (!contents.linkIfSound(folder, entry, row.hash())) {
				missing.add(row.hash(), path.resolve(entry.name()));
			}
		} else if (row.unreadable() == null && entry.isFile()) {
			tree.makeEmptyFile(folder, entry);
		} else if (row.unreadable() == null) {
			tree.makeSpecial(folder, entry);
		}
	}
}
