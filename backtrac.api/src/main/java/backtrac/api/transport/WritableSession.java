package backtrac.api.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;

/**
 * A session that can also write: the target of a restore. A folder is written before what it holds.
 *
 * <p>
 * Each entry appears whole or not at all: content goes to a temporary name, which is renamed when all of it has come
 * and its metadata is set. No method follows a symbolic link below the root.
 */
@ConsumerType
public interface WritableSession extends TransportSession {

	/**
	 * Makes one entry. A folder that is already there is kept with what it holds; so is the root, which is always there. If it
	 * holds anything and must not be replaced, its own metadata is kept, too: {@link #seal} then leaves it as it is.
	 * A file gets data and holes where its entry says so.
	 *
	 * @param path      where; the folder it is in exists
	 * @param entry     what, with its metadata; its name is not looked at
	 * @param content   a file's content, read to its end and not closed; null for all else. If reading it fails,
	 *                  nothing is left at {@code path} and the failure is thrown on
	 * @param overwrite whether to replace what is there, a folder's metadata included; never a folder that holds something
	 * @return what of the metadata could not be set, a sentence each ("owner 1000: permission denied"); most often empty
	 * @throws TransportException {@link Reason#EXISTS} if something is there and must not be replaced
	 */
	List<String> write(EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException;

	/**
	 * Makes another name of a file that this session has written.
	 *
	 * @throws TransportException {@link Reason#EXISTS} as for {@link #write}, {@link Reason#UNSUPPORTED} if the file
	 *                            system knows no hard links: the caller then writes the content again
	 */
	void link(EntryPath path, EntryPath existing, boolean overwrite) throws TransportException;

	/**
	 * Gives a folder its own metadata, after all it holds has been written.
	 *
	 * @return what could not be set, as for {@link #write}
	 */
	List<String> seal(EntryPath directory, FileEntry entry) throws TransportException;
}
