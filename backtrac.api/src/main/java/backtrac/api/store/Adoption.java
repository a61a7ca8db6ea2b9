package backtrac.api.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;

/**
 * Backups of other tools become snapshots without a copy: their files on the repository's own file system become the
 * repository's by another link. This is what such snapshots have in common: the files whose content is known, so that one
 * that several backups share is read once; and what had to be copied after all. One for all backups that share files.
 *
 * <p>
 * Takes about 70 bytes of memory for each file that has several names. Safe for use by several threads.
 */
public final class Adoption {

	private final FileHashes known = new FileHashes();
	private final Map<FileId, Extents> sparse = new ConcurrentHashMap<>();
	private final LongAdder copiedFiles = new LongAdder();
	private final LongAdder copiedBytes = new LongAdder();

	/** What the content of a file is: its SHA-256, or null if the file is not known, or has changed since. */
	public byte[] hash(FileEntry file) {
		return file.id() == null ? null : known.get(file.id(), state(file));
	}

	/** Where a file whose content is known has data; null if it is not sparse. */
	public Extents extents(FileEntry file) {
		return file.id() == null ? null : sparse.get(file.id());
	}

	/**
	 * Remembers a file that may have other names.
	 *
	 * @param file with size, time and extents as its content was read
	 * @param hash SHA-256 of the content
	 */
	public void remember(FileEntry file, byte[] hash) {
		if (file.id() != null) {
			known.put(file.id(), state(file), hash);
			if (file.extents() == null) {
				sparse.remove(file.id());
			} else {
				sparse.put(file.id(), file.extents());
			}
		}
	}

	/** Says that a content new to the repository could not be linked and was copied. */
	public void copied(long bytes) {
		copiedFiles.increment();
		copiedBytes.add(bytes);
	}

	/** Contents that were copied. */
	public long copiedFiles() {
		return copiedFiles.sum();
	}

	/** What these take, in bytes. */
	public long copiedBytes() {
		return copiedBytes.sum();
	}

	/** Size and time in one number, which all but certainly is another one for others. */
	private static long state(FileEntry file) {
		long state = FileHashes.mix(file.size());
		state = FileHashes.mix(state + file.modified().getEpochSecond());
		return FileHashes.mix(state + file.modified().getNano());
	}
}
