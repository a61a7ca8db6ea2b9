package backtrac.api.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;

/**
 * A snapshot on its way. Folders are recorded whole, a folder before those in it, the root first; each file that
 * {@link #directory} asks for is then put or recorded as unreadable.
 *
 * <p>
 * Threads: all methods but {@link #commit} and {@link #close} may be called by several threads at once. An
 * {@link IOException} that is not about the content that was handed in means that the repository failed: give up and
 * close.
 */
@ProviderType
public interface SnapshotWriter extends AutoCloseable {

	/** The id that the snapshot will have. */
	String id();

	/**
	 * Records a folder and all it holds. What has not changed since the snapshot before is linked at once.
	 *
	 * @param path      the folder's place
	 * @param directory the folder itself
	 * @param children  what it holds, each name once
	 * @return the files among {@code children} whose content must be put. Not among them: children whose name is not
	 *         safe, which are recorded as unreadable
	 */
	List<FileEntry> directory(EntryPath path, FileEntry directory, List<FileEntry> children) throws IOException;

	/**
	 * Stores a file's content, unless it is in the pool already, and links it. Blocks until all of it is read. The size that
	 * is recorded is that of the content.
	 *
	 * @param directory the folder that the file is in
	 * @param file      the entry as {@link #directory} answered it, or with the size and time that the file turned out
	 *                  to have
	 * @param content   the content, read to its end and not closed
	 * @throws IOException what reading threw, unchanged; then nothing is recorded, and the file may be put again
	 */
	void put(EntryPath directory, FileEntry file, InputStream content) throws IOException;

	/**
	 * Stores a file by linking it to another name of it that was put before: one with the same {@link FileEntry#id()}, size
	 * and time. So a file with many names is read once.
	 *
	 * @param directory the folder that the file is in
	 * @param file      the entry as {@link #directory} answered it
	 * @return false if no such name is known; then nothing is recorded, and the file is to be put
	 */
	boolean link(EntryPath directory, FileEntry file) throws IOException;

	/**
	 * Records that an entry is there but could not be read. The snapshot will be {@link Snapshot.Result#PARTIAL}.
	 *
	 * @param directory the folder that it is in; for the root itself, the root
	 * @param entry     what is known of it
	 * @param reason    why, in words a person understands
	 */
	void unreadable(EntryPath directory, FileEntry entry, String reason) throws IOException;

	/** What has been recorded so far. */
	SnapshotCounts counts();

	/**
	 * Makes the snapshot exist, whole and on disk, by one rename.
	 *
	 * @throws IllegalStateException if a file that was asked for was neither put nor recorded as unreadable
	 */
	Snapshot commit() throws IOException;

	/** Gives up what is not committed. Content that is in the pool stays there for the next run. Idempotent. */
	@Override
	void close() throws IOException;
}
