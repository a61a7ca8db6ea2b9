package backtrac.smb;

import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/** What is done with a name of a share, each in one message or a few. Safe for use by several threads. */
final class Changes {

	private static final String TEMPORARY = ".backtrac-";
	private static final int ATTRIBUTES = Open.WRITE_ATTRIBUTES | Open.SYNCHRONIZE;

	private final Connections connections;
	private final Reader reader;

	Changes(Connections connections, Reader reader) {
		this.connections = connections;
		this.reader = reader;
	}

	/** A name beside another one that nobody has. */
	static EntryPath temporary(EntryPath path) {
		return path.parent().resolve(ByteString.of(TEMPORARY + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong())));
	}

	/** Makes a folder. */
	void makeDirectory(EntryPath path) throws TransportException, StatusException {
		String smbPath = reader.smbPath(path);
		connections.call(connection -> {
			Requests.open(connection, new Open(connection.config(), smbPath, Open.READ_ATTRIBUTES, Open.SHARE_ALL, Open.NEW, Open.DIRECTORY),
					new Close(connection.config(), Message.SAME));
			return null;
		});
	}

	/** What is there; null if nothing is. */
	Facts find(EntryPath path) throws TransportException, StatusException {
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
	void requireSameName(EntryPath path) throws TransportException, StatusException {
		ByteString name = path.name();
		String folder = reader.smbPath(path.parent());
		String pattern = Names.toSmb(EntryPath.ROOT.resolve(name));
		List<Found> found;
		try {
			found = connections.call(connection -> {
				Open open = new Open(connection.config(), folder, Open.READ_DATA, Open.SHARE_ALL, Open.EXISTING, Open.DIRECTORY);
				Scan scan = new Scan(connection.config(), Message.SAME, pattern);
				Requests.open(connection, open, scan);
				Requests.close(connection, open.handle());
				return scan.found();
			});
		} catch (StatusException e) {
			if (e.status() == Status.NO_SUCH_FILE) {
				return;
			}
			throw e;
		}
		for (Found there : found) {
			if (!there.name().equals(pattern) && there.name().equalsIgnoreCase(pattern)) {
				throw new TransportException(Reason.EXISTS, reader.show(path) + ": is there already as " + there.name() + ", which is the same name to Windows");
			}
		}
	}

	/** Sets times and attributes of a folder. */
	void setDirectory(EntryPath path, Metadata.Basic basic) throws TransportException, StatusException {
		set(path, Open.DIRECTORY, basic);
	}

	/** Lets a file be replaced that is read-only. */
	void makeWritable(EntryPath path) throws TransportException, StatusException {
		set(path, Open.FILE | Open.NOT_THROUGH_LINKS, new Metadata.Basic(0, DosAttributes.NORMAL));
	}

	private void set(EntryPath path, int options, Metadata.Basic basic) throws TransportException, StatusException {
		String smbPath = reader.smbPath(path);
		connections.call(connection -> {
			Requests.open(connection, new Open(connection.config(), smbPath, ATTRIBUTES, Open.SHARE_ALL, Open.EXISTING, options),
					Change.basic(connection.config(), Message.SAME, basic), new Close(connection.config(), Message.SAME));
			return null;
		});
	}

	void rename(EntryPath from, EntryPath to) throws TransportException, StatusException {
		String source = reader.smbPath(from);
		String target = reader.smbPath(to);
		connections.call(connection -> {
			Open open = new Open(connection.config(), source, Open.DELETE | Open.SYNCHRONIZE, Open.SHARE_ALL, Open.EXISTING, Open.NOT_THROUGH_LINKS);
			Requests.open(connection, open, Change.name(connection.config(), Message.SAME, target, false), new Close(connection.config(), Message.SAME));
			return null;
		});
	}

	/** Removes a file, or a folder that holds nothing. */
	void remove(EntryPath path) throws TransportException, StatusException {
		Removal.remove(connections, reader.smbPath(path));
	}

	/**
	 * Removes what was only begun.
	 *
	 * @param because gets what keeps it from that
	 * @return whether nothing is left
	 */
	boolean discard(EntryPath temporary, Exception because) {
		try {
			remove(temporary);
			return true;
		} catch (StatusException e) {
			if (e.status() == Status.OBJECT_NAME_NOT_FOUND || e.status() == Status.DELETE_PENDING) {
				return true; // or will be gone when the server notices that the connection is
			}
			because.addSuppressed(reader.failure(temporary, e));
		} catch (TransportException e) {
			because.addSuppressed(e);
		}
		return false;
	}
}
