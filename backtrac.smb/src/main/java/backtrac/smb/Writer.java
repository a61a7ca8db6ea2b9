package backtrac.smb;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Locale;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/** Makes files and folders of a share. Safe for use by several threads. */
final class Writer {

	private final Share share;
	private final Connections connections;
	private final Reader reader;
	private final Changes changes;
	private final Folders folders;
	private final Metadata metadata = new Metadata();

	Writer(Share share, Connections connections, Reader reader) {
		this.share = share;
		this.connections = connections;
		this.reader = reader;
		this.changes = new Changes(connections, reader);
		this.folders = new Folders(reader, changes, metadata);
	}

	/** As {@link SmbSession#write}. */
	List<String> write(EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException {
		if (path.isRoot() && !entry.isDirectory()) {
			throw new IllegalArgumentException("the root is a folder, and not a " + entry.type());
		}
		try {
			if (!path.isRoot()) {
				Names.requireStorable(path);
			}
			switch (entry.type()) {
			case FILE -> {
				return writeFile(path, entry, content, overwrite);
			}
			case DIRECTORY -> folders.write(path, overwrite);
			default -> throw new TransportException(Reason.UNSUPPORTED, share.show(path) + ": a Windows share takes no "
					+ entry.type().name().toLowerCase(Locale.ROOT).replace('_', ' '));
			}
			return List.of();
		} catch (StatusException e) {
			throw reader.failure(path, e);
		}
	}

	/** As {@link SmbSession#seal}. */
	List<String> seal(EntryPath path, FileEntry entry) throws TransportException {
		return folders.seal(path, entry);
	}

	private List<String> writeFile(EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException {
		if (overwrite) {
			changes.requireSameName(path);
		} else if (entry.size() > Read.MOST && changes.find(path) != null) { // not only when all of it was sent
			throw reader.failure(path, new StatusException(Status.OBJECT_NAME_COLLISION));
		}
		Metadata.Basic basic = metadata.of(entry);
		byte[] begin = content.readNBytes(NewFile.SMALL + 1);
		if (begin.length <= NewFile.SMALL) {
			writeSmall(path, begin, basic, overwrite);
		} else {
			writeLarge(path, new SequenceInputStream(new ByteArrayInputStream(begin), content), basic, overwrite);
		}
		return metadata.lost(entry);
	}

	/** Writes it again if the connection is lost. */
	private void writeSmall(EntryPath path, byte[] content, Metadata.Basic basic, boolean overwrite) throws IOException, StatusException {
		long deadline = connections.deadline();
		for (int attempt = 0;; attempt++) {
			NewFile file = NewFile.whole(connections, reader, path, content, basic);
			try {
				publish(file, path, overwrite);
				return;
			} catch (LostException e) {
				connections.retry(e, attempt, deadline);
			} catch (StatusException e) {
				file.discard(e);
				// with a lost connection, the answer may have been lost only
				if (attempt == 0 || e.status() != Status.OBJECT_NAME_COLLISION || !isThere(path, content.length, basic)) {
					throw e;
				}
				return;
			} catch (IOException | RuntimeException | Error e) {
				file.discard(e);
				throw e;
			} finally {
				file.close();
			}
		}
	}

	private boolean isThere(EntryPath path, int size, Metadata.Basic basic) throws TransportException, StatusException {
		Facts there = changes.find(path);
		return there != null && !there.isDirectory() && there.size() == size && (basic.written() == 0 || there.written() == basic.written());
	}

	private void writeLarge(EntryPath path, InputStream content, Metadata.Basic basic, boolean overwrite) throws IOException, StatusException {
		NewFile file = NewFile.create(connections, reader, path);
		try {
			file.copy(content);
			file.finish(basic);
			publish(file, path, overwrite);
		} catch (LostException e) {
			throw notWritten(file.path(), path, e);
		} catch (IOException | RuntimeException | Error e) {
			file.discard(e);
			throw e;
		} finally {
			file.close();
		}
	}

	/** Removes what is left when the connection was lost. If that can be done, the next entry can be written, too. */
	private TransportException notWritten(EntryPath temporary, EntryPath path, LostException e) {
		TransportException lost = e.toTransportException();
		if (!e.isFinal() && changes.discard(temporary, lost)) {
			return new TransportException(Reason.IO, share.show(path) + ": " + e.getMessage() + " while it was written, and nothing of it is there");
		}
		return lost;
	}

	private void publish(NewFile file, EntryPath path, boolean overwrite) throws IOException, LostException {
		try {
			file.rename(reader.smbPath(path), overwrite);
		} catch (StatusException e) {
			Facts there = overwrite ? changes.find(path) : null;
			if (there == null) {
				throw e;
			}
			if (there.isDirectory()) {
				changes.remove(path); // refused if it holds something
			} else if ((there.attributes() & DosAttributes.READ_ONLY) != 0) {
				changes.makeWritable(path);
			} else {
				throw e;
			}
			file.rename(reader.smbPath(path), true);
		}
	}
}
