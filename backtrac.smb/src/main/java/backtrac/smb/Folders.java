package backtrac.smb;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/** Makes folders of a share. Safe for use by several threads. */
final class Folders {

	private final Reader reader;
	private final Changes changes;
	private final Metadata metadata;
	/** That were there, hold something, and must not be replaced: they stay as they are. */
	private final Set<EntryPath> kept = ConcurrentHashMap.newKeySet();

	Folders(Reader reader, Changes changes, Metadata metadata) {
		this.reader = reader;
		this.changes = changes;
		this.metadata = metadata;
	}

	void write(EntryPath path, boolean overwrite) throws TransportException, StatusException {
		if (path.isRoot()) {
			keepUnlessEmpty(path, overwrite);
			return;
		}
		try {
			changes.makeDirectory(path);
		} catch (StatusException e) {
			if (e.status() != Status.OBJECT_NAME_COLLISION) {
				throw e;
			}
			changes.requireSameName(path);
			if (changes.find(path).isDirectory()) {
				keepUnlessEmpty(path, overwrite);
				return;
			}
			if (!overwrite) {
				throw e;
			}
			replaceFile(path);
		}
	}

	/** What was there goes only when there was room for the folder. */
	private void replaceFile(EntryPath path) throws TransportException, StatusException {
		EntryPath temporary = Changes.temporary(path);
		changes.makeDirectory(temporary);
		try {
			changes.remove(path);
			changes.rename(temporary, path);
		} catch (TransportException | StatusException e) {
			changes.discard(temporary, e);
			throw e;
		}
	}

	private void keepUnlessEmpty(EntryPath path, boolean overwrite) throws TransportException {
		if (overwrite) {
			return;
		}
		try {
			Listing listing = reader.list(path);
			if (!listing.children().isEmpty() || !listing.problems().isEmpty()) {
				kept.add(path);
			}
		} catch (TransportException e) {
			if (e.reason() != Reason.ACCESS_DENIED) {
				throw e;
			}
			kept.add(path); // not this user's
		}
	}

	/** As {@link SmbSession#seal}. */
	List<String> seal(EntryPath path, FileEntry entry) throws TransportException {
		if (kept.contains(path)) {
			return List.of();
		}
		try {
			changes.setDirectory(path, metadata.of(entry));
			return metadata.lost(entry);
		} catch (StatusException e) {
			throw reader.failure(path, e);
		}
	}
}
