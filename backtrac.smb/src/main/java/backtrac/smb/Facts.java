package backtrac.smb;

import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;

import jcifs.internal.util.SMBUtil;

/**
 * What the server says of a file or folder. Times are in steps of {@link FileTimes}.
 *
 * @param changed when the content or anything else of it was changed last
 */
record Facts(long created, long written, long changed, long size, int attributes) {

	/** The form in which an open file is described by the answers to CREATE, CLOSE and QUERY_INFO. */
	static Facts of(byte[] buffer, int at) {
		return new Facts(SMBUtil.readInt8(buffer, at), SMBUtil.readInt8(buffer, at + 16), SMBUtil.readInt8(buffer, at + 24),
				SMBUtil.readInt8(buffer, at + 40), SMBUtil.readInt4(buffer, at + 48));
	}

	/** The form of an entry of a folder: the same, but the size comes first. */
	static Facts ofEntry(byte[] buffer, int at) {
		return new Facts(SMBUtil.readInt8(buffer, at), SMBUtil.readInt8(buffer, at + 16), SMBUtil.readInt8(buffer, at + 24),
				SMBUtil.readInt8(buffer, at + 32), SMBUtil.readInt4(buffer, at + 48));
	}

	boolean isDirectory() {
		return (attributes & DosAttributes.DIRECTORY) != 0;
	}

	/** Tells if nothing of it was changed in between, as far as the server keeps track. */
	boolean isSame(Facts other) {
		return created == other.created && written == other.written && changed == other.changed && size == other.size;
	}

	FileEntry entry(EntryPath path) {
		return entry(path.name());
	}

	FileEntry entry(ByteString name) {
		Map<ByteString, ByteString> kept = DosAttributes.of(attributes);
		return new FileEntry(name, isDirectory() ? FileType.DIRECTORY : FileType.FILE, isDirectory() ? 0 : Math.max(0, size), FileTimes.toInstant(written),
				FileEntry.UNKNOWN, FileEntry.UNKNOWN, FileEntry.UNKNOWN, null, null, null, 0, null, kept);
	}
}
