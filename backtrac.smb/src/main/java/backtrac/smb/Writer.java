package backtrac.smb;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.smb.Messages.Close;
import backtrac.smb.Messages.Found;
import backtrac.smb.Messages.Open;
import backtrac.smb.Messages.Scan;

/** Makes files and folders of a share. Safe for use by several threads. */
final class Writer {

	private static final String TEMPORARY = ".backtrac-";

	private final Share share;
	private final Connections connections;
	private final Reader reader;
	private final Metadata metadata = new Metadata();
	/** Folders that were there, hold something, and must not be replaced: they stay as they are. */
	private final Set<EntryPath> kept = ConcurrentHashMap.newKeySet();

	Writer(Share share, Connections connections, Reader reader) {
		this.share = share;
		this.connections = connections;
		this.reader = reader;
	}

	/** As {@link SmbSession#write}. */
	List<String> write(EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException {
		try {
			if (path.isRoot()) {
				if (!entry.isDirectory()) {
					throw new IllegalArgumentException("the root is a folder, and not a " + entry.type());
				}
				keepUnlessEmpty(path, overwrite);
				return List.of();
			}
			Names.requireStorable(path);
			reader.smbPath(path);
			switch (entry.type()) {
			case FILE -> {
				return writeFile(path, entry, content, overwrite);
			}
			case DIRECTORY -> makeDirectory(path, overwrite);
			default -> throw new TransportException(Reason.UNSUPPORTED, share.show(path) + ": a Windows share takes no "
					+ entry.type().name().toLowerCase(Locale.ROOT).replace('_', ' '));
			}
			return List.of();
		} catch (StatusException e) {
			throw reader.failure(path, e);
		}
	}

	private void makeDirectory(EntryPath path, boolean overwrite) throws TransportException, StatusException {
		try {
			create(path);
		} catch (StatusException e) {
			if (e.status() != Status.OBJECT_NAME_COLLISION) {
				throw e;
			}
			requireSameName(path);
			if (find(path).isDirectory()) {
				keepUnlessEmpty(path, overwrite);
				return;
			}
			if (!overwrite) {
				throw e;
			}
			replaceByDirectory(path);
		}
	}

	/** What was there goes only when there was room for the folder. */
	private void replaceByDirectory(EntryPath path) throws TransportException, StatusException {
		EntryPath temporary = temporary(path);
		create(temporary);
		try {
			remove(path);
			rename(temporary, path);
		} catch (TransportException | StatusException e) {
			discard(temporary, e);
			throw e;
		}
	}

	private void create(EntryPath path) throws TransportException, StatusException {
		String smbPath = reader.smbPath(path);
		connections.call(connection -> {
			Requests.open(connection, new Open(connection.config(), smbPath, Requests.READ_ATTRIBUTES, Requests.SHARE_ALL, Requests.CREATE, Requests.DIRECTORY),
					new Close(connection.config(), Requests.SAME));
			return null;
		});
	}

	private void keepUnlessEmpty(EntryPath path, boolean overwrite) throws TransportException {
		if (overwrite) {
			return;
		}
		try {
			if (!isEmpty(path)) {
				kept.add(path);
			}
		} catch (TransportException e) {
			if (e.reason() != Reason.ACCESS_DENIED) {
				throw e;
			}
			kept.add(path); // not this user's
		}
	}

	private boolean isEmpty(EntryPath path) throws TransportException {
		var listing = reader.list(path);
		return listing.children().isEmpty() && listing.problems().isEmpty();
	}

	private List<String> writeFile(EntryPath path, FileEntry entry, InputStream content, boolean overwrite) throws IOException {
		if (overwrite) {
			requireSameName(path);
		} else if (find(path) != null) { // looked at first, because the content may be long
			throw reader.failure(path, new StatusException(Status.OBJECT_NAME_COLLISION));
		}
		EntryPath temporary = temporary(path);
		NewFile file = NewFile.create(connections, reader, temporary);
		try {
			file.copy(content);
			file.finish(metadata.of(entry));
			publish(file, path, overwrite);
			return metadata.lost(entry);
		} catch (LostException e) {
			throw notWritten(temporary, path, e);
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
		if (!e.isFinal() && discard(temporary, lost)) {
			return new TransportException(Reason.IO, share.show(path) + ": " + e.getMessage() + " while it was written, and nothing of it is there");
		}
		return lost;
	}

	private void publish(NewFile file, EntryPath path, boolean overwrite) throws IOException, LostException {
		try {
			file.rename(reader.smbPath(path), overwrite);
		} catch (StatusException e) {
			Facts there = overwrite ? find(path) : null;
			if (there == null) {
				throw e;
			}
			if (there.isDirectory()) {
				remove(path); // refused if it holds something
			} else if ((there.attributes() & DosAttributes.READ_ONLY) != 0) {
				makeWritable(path);
			} else {
				throw e;
			}
			file.rename(reader.smbPath(path), true);
		}
	}

	private void makeWritable(EntryPath path) throws TransportException, StatusException {
		String smbPath = reader.smbPath(path);
		connections.call(connection -> {
			Open open = new Open(connection.config(), smbPath, Requests.WRITE_ATTRIBUTES | Requests.SYNCHRONIZE, Requests.SHARE_ALL, Requests.OPEN,
					Requests.FILE | Requests.NOT_THROUGH_LINKS);
			Requests.open(connection, open, Metadata.basic(connection.config(), Requests.SAME, new Metadata.Basic(0, DosAttributes.NORMAL)),
					new Close(connection.config(), Requests.SAME));
			return null;
		});
	}

	/** What is there; null if nothing is. */
	private Facts find(EntryPath path) throws TransportException, StatusException {
		String smbPath = reader.smbPath(path);
		try {
			return connections.call(connection -> Requests.look(connection, smbPath));
		} catch (StatusException e) {
			if (e.status() == Status.OBJECT_NAME_NOT_FOUND) {
				return null;
			}
			throw e;
		}
	}

	/** Two names that differ by case only are one to Windows: then one entry of a snapshot would replace another. */
	private void requireSameName(EntryPath path) throws TransportException, StatusException {
		ByteString name = path.name();
		String folder = reader.smbPath(path.parent());
		String pattern = Names.toSmb(EntryPath.ROOT.resolve(name));
		List<Found> found;
		try {
			found = connections.call(connection -> {
				Open open = new Open(connection.config(), folder, Requests.READ_DATA, Requests.SHARE_ALL, Requests.OPEN, Requests.DIRECTORY);
				Scan scan = new Scan(connection.config(), Requests.SAME, pattern);
				Requests.open(connection, open, scan);
				Requests.close(connection, open.handle());
				return scan.found;
			});
		} catch (StatusException e) {
			if (e.status() == Status.NO_SUCH_FILE) {
				return;
			}
			throw e;
		}
		for (Found there : found) {
			if (!there.name().equals(pattern) && there.name().equalsIgnoreCase(pattern)) {
				throw new TransportException(Reason.EXISTS, share.show(path) + ": is there already as " + there.name() + ", which is the same name to Windows");
			}
		}
	}

	private void rename(EntryPath from, EntryPath to) throws TransportException, StatusException {
		String source = reader.smbPath(from);
		String target = reader.smbPath(to);
		connections.call(connection -> {
			Open open = new Open(connection.config(), source, Requests.DELETE | Requests.SYNCHRONIZE, Requests.SHARE_ALL, Requests.OPEN, Requests.NOT_THROUGH_LINKS);
			Requests.open(connection, open, Metadata.rename(connection.config(), Requests.SAME, target, false), new Close(connection.config(), Requests.SAME));
			return null;
		});
	}

	/** Removes a file, or a folder that holds nothing. */
	private void remove(EntryPath path) throws TransportException, StatusException {
		Removal.remove(connections, reader.smbPath(path));
	}

	/** Answers whether nothing is left. */
	private boolean discard(EntryPath temporary, Exception because) {
		try {
			remove(temporary);
			return true;
		} catch (StatusException e) {
			if (e.status() == Status.OBJECT_NAME_NOT_FOUND) {
				return true;
			}
			because.addSuppressed(reader.failure(temporary, e));
		} catch (TransportException e) {
			because.addSuppressed(e);
		}
		return false;
	}

	/** As {@link SmbSession#seal}. */
	List<String> seal(EntryPath path, FileEntry entry) throws TransportException {
		if (kept.contains(path)) {
			return List.of();
		}
		String smbPath = reader.smbPath(path);
		try {
			connections.call(connection -> {
				Open open = new Open(connection.config(), smbPath, Requests.WRITE_ATTRIBUTES | Requests.SYNCHRONIZE, Requests.SHARE_ALL, Requests.OPEN,
						Requests.DIRECTORY);
				Requests.open(connection, open, Metadata.basic(connection.config(), Requests.SAME, metadata.of(entry)),
						new Close(connection.config(), Requests.SAME));
				return null;
			});
			return metadata.lost(entry);
		} catch (StatusException e) {
			throw reader.failure(path, e);
		}
	}

	private static EntryPath temporary(EntryPath path) {
		return path.parent().resolve(ByteString.of(TEMPORARY + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())));
	}
}
