package backtrac.smb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/** Lists folders and opens files. Safe for use by several threads. */
final class Reader {

	/** Bytes that an entry of a folder takes, at most: enough to find out that there is no other. */
	private static final int ENTRY = 600;
	/** Of the entries of a folder that is listed with one message. What else the answer holds takes less than the rest. */
	private static final int AT_ONCE = Read.MOST - ENTRY - 1000;
	private static final String STRANGE_NAME = "its name cannot be asked for on a share";
	private static final String LINK = "a symbolic link or junction of Windows: a share does not tell where it leads";

	private final Share share;
	private final Connections connections;
	/** Which folder is where, so that one that leads back to a folder that it is in is noticed: Samba shows links as folders. */
	private final Map<EntryPath, Long> ids = new ConcurrentHashMap<>();

	Reader(Share share, Connections connections) {
		this.share = share;
		this.connections = connections;
	}

	/** The path in the share, as the server wants it. */
	String smbPath(EntryPath path) throws TransportException {
		String base = Names.toSmb(share.path());
		String below = Names.toSmb(path);
		return base.isEmpty() || below.isEmpty() ? base + below : base + '\\' + below;
	}

	/** Not for good: it is to be read again, from its beginning. */
	TransportException changed(EntryPath path) {
		return new TransportException(Reason.IO, share.show(path) + ": changed between two reads");
	}

	TransportException failure(EntryPath path, StatusException e) {
		return Failures.about(share.show(path), e);
	}

	void requireDirectory(EntryPath path) throws TransportException {
		String smbPath = smbPath(path);
		try {
			connections.call(connection -> {
				Requests.open(connection, folder(connection, smbPath), new Close(connection.config(), Message.SAME));
				return null;
			});
		} catch (StatusException e) {
			throw failure(path, e);
		}
	}

	Listing list(EntryPath path) throws TransportException {
		String smbPath = smbPath(path);
		List<Found> found = new ArrayList<>();
		Facts facts;
		try {
			facts = connections.call(connection -> {
				found.clear();
				Facts all = scanAtOnce(connection, smbPath, found);
				return all == null ? scan(connection, smbPath, found) : all;
			});
		} catch (StatusException e) {
			throw failure(path, e);
		}
		return listing(path, facts, found);
	}

	private static Open folder(Connection connection, String smbPath) {
		return new Open(connection.config(), smbPath, Open.READ_DATA | Open.READ_ATTRIBUTES | Open.SYNCHRONIZE, Open.SHARE_ALL,
				Open.EXISTING, Open.DIRECTORY | Open.FOR_BACKUP);
	}

	/**
	 * Opens a folder, lists it and closes it with one message.
	 *
	 * @return what the folder is; null if it holds more than that, or the server does not like to be asked so
	 */
	private static Facts scanAtOnce(Connection connection, String smbPath, List<Found> found) throws StatusException, LostException {
		Open open = folder(connection, smbPath);
		Scan scan = new Scan(connection.config(), Message.SAME, "*", AT_ONCE);
		Scan end = new Scan(connection.config(), Message.SAME, "*", ENTRY);
		Close close = new Close(connection.config(), Message.SAME);
		try {
			Requests.open(connection, open, scan, end, close);
		} catch (StatusException e) {
			if (Connection.status(open) == Status.OK) {
				return null;
			}
			throw e;
		}
		if (Connection.status(close) != Status.OK) {
			Requests.close(connection, open.handle()); // servers may refuse all that comes behind the end of a folder
		}
		if (Connection.status(end) != Status.NO_MORE_FILES) {
			return null;
		}
		found.addAll(scan.found());
		return open.facts();
	}

	private static Facts scan(Connection connection, String smbPath, List<Found> found) throws StatusException, LostException {
		Open open = folder(connection, smbPath);
		Scan scan = new Scan(connection.config(), Message.SAME, "*");
		try {
			Requests.open(connection, open, scan);
		} catch (StatusException e) {
			if (Connection.status(open) == Status.OK && e.status() == Status.NO_SUCH_FILE) {
				return open.facts(); // the root of a disk may hold nothing at all, not even itself
			}
			throw e;
		}
		try {
			while (Connection.status(scan) != Status.NO_MORE_FILES) {
				found.addAll(scan.found());
				scan = new Scan(connection.config(), open.handle(), "*");
				connection.send(scan);
			}
		} finally {
			Requests.close(connection, open.handle());
		}
		return open.facts();
	}

	private Listing listing(EntryPath path, Facts facts, List<Found> found) {
		List<FileEntry> children = new ArrayList<>(found.size());
		List<Listing.Problem> problems = new ArrayList<>();
		Set<ByteString> seen = new HashSet<>();
		found.stream().filter(entry -> entry.name().equals(".")).findFirst().ifPresent(self -> ids.put(path, self.id()));
		for (Found entry : found) {
			if (entry.name().equals(".") || entry.name().equals("..")) {
				continue;
			}
			ByteString name = Names.fromSmb(entry.name());
			if (name == null) {
				problems.add(problem(Names.shown(entry.name()), entry, STRANGE_NAME));
			} else if (seen.add(name)) {
				EntryPath again = entry.facts().isDirectory() ? above(path, entry.id()) : null;
				if (again != null) {
					problems.add(problem(name, entry, "a link that leads back to " + share.show(again)));
				} else if (entry.isLink()) {
					problems.add(problem(name, entry, LINK));
				} else {
					children.add(entry.facts().entry(name));
				}
			}
		}
		return new Listing(facts.entry(path), children, problems);
	}

	private static Listing.Problem problem(ByteString name, Found entry, String reason) {
		return new Listing.Problem(entry.facts().isDirectory() ? FileEntry.directory(name, Instant.EPOCH) : FileEntry.file(name, 0, Instant.EPOCH), reason);
	}

	/** Which of a folder and those that it is in has an id; null if none. */
	private EntryPath above(EntryPath path, long id) {
		for (EntryPath folder = path; folder != null && id != 0; folder = folder.parent()) {
			if (ids.getOrDefault(folder, 0L) == id) {
				return folder;
			}
		}
		return null;
	}

	/** Opens a file. A small one is read and closed with the same message. */
	SmbContent read(EntryPath path) throws TransportException {
		String smbPath = smbPath(path);
		try {
			return connections.call(connection -> read(connection, path, smbPath));
		} catch (StatusException e) {
			switch (e.status()) {
			case Status.FILE_IS_A_DIRECTORY, Status.STOPPED_ON_SYMLINK, Status.NOT_A_DIRECTORY -> throw new TransportException(Reason.NOT_FOUND,
					share.show(path) + ": no file any more");
			default -> throw failure(path, e);
			}
		}
	}

	private SmbContent read(Connection connection, EntryPath path, String smbPath) throws StatusException, LostException {
		byte[] head = new byte[Read.MOST];
		Open open = file(connection, smbPath);
		Read read = new Read(connection.config(), Message.SAME, 0, head, 0, head.length);
		Close close = new Close(connection.config(), Message.SAME);
		try {
			connection.send(open, read, close);
		} catch (StatusException e) {
			if (Connection.status(open) != Status.OK) {
				throw e;
			}
			if (Connection.status(close) != Status.OK) {
				close = new Close(connection.config(), open.handle()); // some servers do not, after the end of a file
				connection.send(close);
			}
			if (Connection.status(read) != Status.OK && e.status() != Status.END_OF_FILE) {
				throw e;
			}
		}
		return new SmbContent(this, connections, path, new ReadAhead.Chunk(head, read.length()), close.facts());
	}

	static Open file(Connection connection, String smbPath) {
		return new Open(connection.config(), smbPath, Open.READ_DATA | Open.READ_ATTRIBUTES | Open.SYNCHRONIZE, Open.SHARE_ALL,
				Open.EXISTING, Open.FILE | Open.FOR_BACKUP);
	}

	/** The path as people know it. */
	String show(EntryPath path) {
		return share.show(path);
	}
}
