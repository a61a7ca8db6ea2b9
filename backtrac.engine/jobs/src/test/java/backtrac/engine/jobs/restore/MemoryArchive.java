package backtrac.engine.jobs.restore;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.engine.jobs.archive.Archive;

/** An archive that is a list of lines. */
final class MemoryArchive implements Archive {

	final List<String> added = new ArrayList<>();
	boolean linksUnsupported;
	boolean finished;
	/** Called when a file is added, which is then read for ever; null if files are read as they should be. */
	volatile Runnable onEndlessFile;

	@Override
	public String add(EntryPath path, FileEntry entry, InputStream content) throws IOException {
		if (entry.type() == FileType.FIFO) {
			return "no pipes";
		}
		if (content != null && onEndlessFile != null) {
			onEndlessFile.run();
			for (;;) {
				content.read();
			}
		}
		added.add(entry.type() + " " + path + (content == null ? "" : " " + new String(content.readAllBytes(), StandardCharsets.UTF_8)));
		return null;
	}

	@Override
	public boolean link(EntryPath path, FileEntry entry, EntryPath existing) {
		if (!linksUnsupported) {
			added.add("LINK " + path + " " + existing);
		}
		return !linksUnsupported;
	}

	@Override
	public void finish() {
		finished = true;
	}

	@Override
	public List<String> losses() {
		return List.of();
	}
}
