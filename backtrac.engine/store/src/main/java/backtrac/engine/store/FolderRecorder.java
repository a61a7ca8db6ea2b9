package backtrac.engine.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.posix.Directory;

/** Records a folder: makes what it holds in the tree, links what has not changed, and tells what has to be put. */
final class FolderRecorder {

	private static final String UNSAFE = "its name would lead out of its folder";

	private final Tree tree;
	private final ContentStore content;
	private final Adopter adopter;
	private final Ledger ledger;
	private final Before before;
	private final boolean reread;

	/**
	 * @param adopter null if contents are copied
	 * @param reread  whether all files have to be put, changed or not
	 */
	FolderRecorder(Tree tree, ContentStore content, Adopter adopter, Ledger ledger, Before before, boolean reread) {
		this.tree = tree;
		this.content = content;
		this.adopter = adopter;
		this.ledger = ledger;
		this.before = before;
		this.reread = reread;
	}

	List<FileEntry> record(EntryPath path, FileEntry entry, List<FileEntry> children) throws IOException {
		ledger.begin(path);
		if (path.isRoot()) {
			ledger.setRoot(Row.of(entry));
		}
		List<FileEntry> asked = new ArrayList<>();
		Directory folder = tree.open(path);
		boolean kept = false;
		try {
			List<Row> rows = record(path, folder, children, asked);
			kept = ledger.add(path, entry, rows, asked, folder);
			return asked;
		} finally {
			if (!kept) {
				folder.close();
			}
		}
	}

	private List<Row> record(EntryPath path, Directory folder, List<FileEntry> children, List<FileEntry> asked) throws IOException {
		FileEntry[] sorted = children.toArray(FileEntry[]::new);
		Arrays.sort(sorted, Comparator.comparing(FileEntry::name));
		FolderMerge merge = reread ? FolderMerge.NOTHING_KNOWN : before.merge(path);
		List<Row> rows = new ArrayList<>(sorted.length);
		FileEntry last = null;
		for (FileEntry child : sorted) {
			if (last != null && last.name().equals(child.name())) {
				continue; // a folder that changes while it is listed may tell a name twice
			}
			last = child;
			if (adopter != null) {
				adopter.seen(child);
			}
			Row row = record(path, folder, child, merge);
			rows.add(row);
			if (row.isHashed() && row.hash() == null) {
				asked.add(child);
			} else {
				ledger.counter().add(row);
			}
		}
		return rows;
	}

	/** Makes an entry in the tree. A file whose content is not known has no hash yet. */
	private Row record(EntryPath path, Directory folder, FileEntry child, FolderMerge merge) throws IOException {
		if (!EntryPath.isSafe(child.name())) {
			return new Row(child, null, UNSAFE);
		}
		if (child.type() == FileType.DIRECTORY) {
			tree.makeFolder(folder, path, child.name());
		} else if (!child.isFile()) {
			tree.makeSpecial(folder, child);
		} else if (child.size() == 0) {
			tree.makeEmptyFile(folder, child);
		} else {
			return adopter == null ? merge.link(child, folder, content) : adopter.link(child, folder, merge);
		}
		return Row.of(child);
	}
}
