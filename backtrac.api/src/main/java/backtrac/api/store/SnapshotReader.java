package backtrac.api.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/**
 * A snapshot, open for reading. Answers from the manifest and the pool; the tree need not exist.
 *
 * <p>
 * Threads: all methods may be called by several threads at once.
 */
@ProviderType
public interface SnapshotReader extends AutoCloseable {

	/** The snapshot that is open. */
	Snapshot snapshot();

	/** Finds an entry; the root has an empty name. */
	Optional<SnapshotEntry> find(EntryPath path) throws IOException;

	/**
	 * What a folder holds, by name in byte order.
	 *
	 * @throws RepositoryException if there is no such folder in the snapshot
	 */
	List<SnapshotEntry> list(EntryPath directory) throws IOException;

	/**
	 * A part of what a folder holds, by name in byte order. Of a large folder this is much less work than {@link #list(EntryPath)}.
	 *
	 * @param after only names behind this one, which need not be there; null to begin with the first
	 * @param limit how many at most
	 * @throws RepositoryException if there is no such folder in the snapshot
	 */
	default List<SnapshotEntry> list(EntryPath directory, ByteString after, int limit) throws IOException {
		return list(directory).stream().filter(entry -> after == null || entry.entry().name().compareTo(after) > 0).limit(limit).toList();
	}

	/**
	 * Opens a file's content. The stream checks the content's hash as it is read, and throws a
	 * {@link RepositoryException} instead of ending if it is not the one in the manifest.
	 *
	 * @return the content, which the caller closes
	 * @throws RepositoryException if the entry is no file, was unreadable, or its content is missing from the pool
	 */
	InputStream read(SnapshotEntry file) throws IOException;

	/** Gives up what is open; streams that {@link #read} gave stay open. Idempotent. */
	@Override
	void close() throws IOException;
}
