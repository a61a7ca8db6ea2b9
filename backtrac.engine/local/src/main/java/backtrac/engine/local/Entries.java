package backtrac.engine.local;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;
import backtrac.api.entry.FileType;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.posix.Accounts;
import backtrac.posix.Directory;
import backtrac.posix.FileHandle;
import backtrac.posix.Stat;

/** Turns a file's metadata into an entry. Safe for use by several threads. */
final class Entries {

	private final Accounts accounts = new Accounts();

	/** An entry of a folder. */
	FileEntry read(Directory folder, ByteString name, Stat stat) throws IOException {
		folder.stat(name, stat);
		ByteString target = stat.type() == Stat.SYMLINK ? folder.readLink(name) : null;
		return entry(name, stat, target, folder.attributes(name));
	}

	/** An open folder itself. */
	FileEntry read(Directory folder, ByteString name) throws IOException {
		Stat stat = new Stat();
		folder.stat(ByteString.EMPTY, stat);
		return entry(name, stat, null, folder.attributes(ByteString.EMPTY));
	}

	/** An open file, without its extended attributes. */
	FileEntry read(FileHandle file, ByteString name) throws IOException {
		Stat stat = new Stat();
		file.stat(stat);
		return entry(name, stat, null, Map.of());
	}

	private FileEntry entry(ByteString name, Stat stat, ByteString target, Map<ByteString, ByteString> attributes)
			throws TransportException {
		FileType type = type(stat.type());
		long size = type == FileType.FILE ? stat.size : 0;
		long device = type == FileType.CHARACTER_DEVICE || type == FileType.BLOCK_DEVICE ? stat.rdev : 0;
		FileId id = stat.links > 1 && type != FileType.DIRECTORY ? new FileId(stat.device, stat.inode) : null;
		Instant modified = Instant.ofEpochSecond(stat.modifiedSeconds, stat.modifiedNanos);
		return new FileEntry(name, type, size, modified, stat.permissions(), stat.uid, stat.gid, accounts.user(stat.uid),
				accounts.group(stat.gid), target, device, id, attributes);
	}

	/** As much as is known of an entry that cannot be looked at. */
	static FileEntry unseen(Directory.Name name) {
		return name.type() == Stat.DIRECTORY ? FileEntry.directory(name.bytes(), Instant.EPOCH)
				: FileEntry.file(name.bytes(), 0, Instant.EPOCH);
	}

	private static FileType type(int bits) throws TransportException {
		return switch (bits) {
		case Stat.FILE -> FileType.FILE;
		case Stat.DIRECTORY -> FileType.DIRECTORY;
		case Stat.SYMLINK -> FileType.SYMLINK;
		case Stat.FIFO -> FileType.FIFO;
		case Stat.SOCKET -> FileType.SOCKET;
		case Stat.CHARACTER_DEVICE -> FileType.CHARACTER_DEVICE;
		case Stat.BLOCK_DEVICE -> FileType.BLOCK_DEVICE;
		default -> throw new TransportException(Reason.UNSUPPORTED, "of a type that is not known here (0" + Integer.toOctalString(bits) + ")");
		};
	}
}
