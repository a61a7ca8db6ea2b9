package backtrac.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.posix.FileHandle;

/** Reads a snapshot from its manifest and the pool. */
final class HardLinkReader implements SnapshotReader {

	private final Path location;
	private final Snapshot snapshot;
	private final ManifestReader manifest;
	private final Pool pool;

	/** @param manifest closed with this */
	HardLinkReader(Path location, Snapshot snapshot, ManifestReader manifest, Pool pool) {
		this.location = location;
		this.snapshot = snapshot;
		this.manifest = manifest;
		this.pool = pool;
	}

	@Override
	public Snapshot snapshot() {
		return snapshot;
	}

	@Override
	public Optional<SnapshotEntry> find(EntryPath path) throws IOException {
		if (path.isRoot()) {
			return Optional.of(block(EntryPath.ROOT)).map(Block::root).map(Row::toSnapshotEntry);
		}
		Block folder = block(path.parent());
		int row = folder == null ? -1 : folder.find(path.name());
		return row < 0 ? Optional.empty() : Optional.of(folder.get(row).toSnapshotEntry());
	}

	@Override
	public List<SnapshotEntry> list(EntryPath directory) throws IOException {
		return list(directory, null, Integer.MAX_VALUE);
	}

	@Override
	public List<SnapshotEntry> list(EntryPath directory, ByteString after, int limit) throws IOException {
		Block folder = block(directory);
		if (folder == null) {
			throw missing(directory);
		}
		int place = after == null ? -1 : folder.find(after);
		int from = place < 0 ? -place - 1 : place + 1;
		int to = from + Math.min(limit, folder.size() - from);
		List<SnapshotEntry> entries = new ArrayList<>(to - from);
		for (Row row : folder.subList(from, to)) {
			entries.add(row.toSnapshotEntry());
		}
		return entries;
	}

	private RepositoryException missing(EntryPath directory) throws IOException {
		String where = "in snapshot " + snapshot.id();
		Optional<SnapshotEntry> entry = find(directory);
		if (entry.isEmpty()) {
			return new RepositoryException("there is no '" + directory + "' " + where);
		}
		if (entry.get().unreadable() != null) {
			return new RepositoryException("'" + directory + "' could not be read when it was backed up: " + entry.get().unreadable());
		}
		return new RepositoryException("'" + directory + "' is no folder " + where);
	}

	@Override
	public InputStream read(SnapshotEntry file) throws IOException {
		String name = "'" + file.entry().name() + "'";
		if (!file.entry().isFile()) {
			throw new RepositoryException(name + " is no file");
		}
		if (file.hash() == null) {
			throw new RepositoryException(name + " could not be read when it was backed up: " + file.unreadable());
		}
		if (file.entry().size() == 0) {
			return InputStream.nullInputStream();
		}
		Hash hash = Hash.parse(file.hash());
		String what = "the content " + hash + " of " + name + " in snapshot " + snapshot.id() + " of repository " + location;
		try {
			FileHandle content = pool.open(hash);
			if (content == null) {
				throw new RepositoryException(what + " is missing from the pool");
			}
			return ContentStream.of(content, hash, file.entry().size(), what);
		} catch (IOException e) {
			throw Failures.of(location, e);
		}
	}

	private Block block(EntryPath folder) throws RepositoryException {
		try {
			return manifest.block(folder);
		} catch (DamagedException e) {
			throw new RepositoryException("the manifest of snapshot " + snapshot.id() + " is damaged: " + e.getMessage(), e);
		}
	}

	@Override
	public void close() {
		manifest.close();
	}
}
