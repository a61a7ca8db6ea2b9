package backtrac.engine.jobs.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;

/** An archive on its way to a stream, which whoever made it closes. A folder is added before what it holds. One thread at a time. */
public interface Archive {

	/**
	 * Adds an entry.
	 *
	 * @param content a file's content, read to its end and not closed; null for all else
	 * @return why the archive cannot hold it; null if it has been added
	 * @throws IOException if the content cannot be read, is not as long as the entry says, or the stream takes no more: the
	 *                     archive is worth nothing then
	 */
	String add(EntryPath path, FileEntry entry, InputStream content) throws IOException;

	/**
	 * Adds another name of something that was added.
	 *
	 * @return whether this form of archive knows such links; if not, add the content again
	 */
	boolean link(EntryPath path, FileEntry entry, EntryPath existing) throws IOException;

	/** Ends the archive; nothing can be added any more. */
	void finish() throws IOException;

	/** What of the added entries this form of archive cannot hold, a few words each; empty if it holds all. */
	List<String> losses();
}
