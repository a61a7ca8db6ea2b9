package backtrac.engine.jobs.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;

/**
 * An entry as a zip file tells of it, twice: before its content and in the directory at the end (APPNOTE.TXT 6.3.10,
 * 4.3.7, 4.3.9, 4.3.12; Info-ZIP's extra fields for times and owners).
 */
final class ZipRecord {

	static final long MOST_32 = 0xFFFFFFFFL;
	static final int MOST_16 = 0xFFFF;
	static final short VERSION_ZIP64 = 45;
	static final short VERSION = 20;

	private static final short UNIX = 3 << 8;
	private static final short HAS_DESCRIPTOR = 1 << 3;
	private static final short UTF8 = 1 << 11;
	private static final short STORED = 0;
	private static final short DEFLATED = 8;
	private static final int DOS_FOLDER = 0x10;
	/** Deflated content can be somewhat larger than it was. */
	private static final long SURELY_SMALL = MOST_32 - (1 << 28);

	private final ByteString name;
	private final FileEntry entry;
	private final boolean deflated;
	private final ZoneId zone;
	private final long offset;
	private long crc;
	private long packed;
	private long size;

	/**
	 * @param deflated whether content follows the header, compressed, and then its checksum and sizes
	 * @param zone     of the time that old readers see, who know no other
	 * @param offset   where it begins in the file
	 */
	ZipRecord(ByteString name, FileEntry entry, boolean deflated, ZoneId zone, long offset) {
		this.name = name;
		this.entry = entry;
		this.deflated = deflated;
		this.zone = zone;
		this.offset = offset;
	}

	/** What turned out to be its content. */
	void content(long checksum, long packedBytes, long bytes) {
		crc = checksum;
		packed = packedBytes;
		size = bytes;
	}

	/** Whether sizes take eight bytes each after the content: to be said before they are known. */
	private boolean isLarge() {
		return deflated && entry.size() > SURELY_SMALL;
	}

	/** What stands before the content. */
	byte[] localHeader() {
		ByteBuffer out = buffer(30 + name.length() + 64);
		out.putInt(0x04034b50).putShort(isLarge() ? VERSION_ZIP64 : VERSION);
		common(out);
		out.putInt((int) crc).putInt(isLarge() ? -1 : (int) packed).putInt(isLarge() ? -1 : (int) size);
		int extraAt = out.position() + 4 + name.length();
		out.putShort((short) name.length()).putShort((short) 0).put(name.asBuffer());
		if (isLarge()) {
			out.putShort((short) 1).putShort((short) 16).putLong(0).putLong(0);
		}
		extra(out);
		return finish(out, 28, extraAt);
	}

	/** What stands after a content. */
	byte[] descriptor() {
		ByteBuffer out = buffer(24).putInt(0x08074b50).putInt((int) crc);
		return finish(isLarge() ? out.putLong(packed).putLong(size) : out.putInt((int) packed).putInt((int) size));
	}

	/** What stands in the directory. */
	byte[] directoryRecord() {
		boolean largePacked = packed >= MOST_32;
		boolean largeSize = size >= MOST_32;
		boolean farAway = offset >= MOST_32;
		int large = 8 * ((largePacked ? 1 : 0) + (largeSize ? 1 : 0) + (farAway ? 1 : 0));
		short version = large > 0 || isLarge() ? VERSION_ZIP64 : VERSION;
		ByteBuffer out = buffer(46 + name.length() + 96);
		out.putInt(0x02014b50).putShort((short) (UNIX | VERSION_ZIP64)).putShort(version);
		common(out);
		out.putInt((int) crc).putInt(largePacked ? -1 : (int) packed).putInt(largeSize ? -1 : (int) size);
		int extraAt = 46 + name.length();
		out.putShort((short) name.length()).putShort((short) 0).putShort((short) 0).putShort((short) 0).putShort((short) 0);
		out.putInt(attributes()).putInt(farAway ? -1 : (int) offset).put(name.asBuffer());
		if (large > 0) {
			out.putShort((short) 1).putShort((short) large);
			if (largeSize) {
				out.putLong(size);
			}
			if (largePacked) {
				out.putLong(packed);
			}
			if (farAway) {
				out.putLong(offset);
			}
		}
		extra(out);
		return finish(out, 30, extraAt);
	}

	/** Flags, method and the time as MS-DOS has it. */
	private void common(ByteBuffer out) {
		boolean utf8 = !Names.isAscii(name) && Names.isUtf8(name);
		out.putShort((short) ((deflated ? HAS_DESCRIPTOR : 0) | (utf8 ? UTF8 : 0)));
		out.putShort(deflated ? DEFLATED : STORED).putInt(dosTime());
	}

	private int dosTime() {
		LocalDateTime time = LocalDateTime.ofInstant(entry.modified(), zone);
		if (time.getYear() < 1980) {
			return 1 << 21 | 1 << 16;
		}
		int year = Math.min(time.getYear(), 2107) - 1980;
		return year << 25 | time.getMonthValue() << 21 | time.getDayOfMonth() << 16 | time.getHour() << 11 | time.getMinute() << 5
				| time.getSecond() >> 1;
	}

	/** Info-ZIP's "UT", the time in seconds, and "ux", the numbers of owner and group. */
	private void extra(ByteBuffer out) {
		Instant modified = entry.modified();
		if (modified.getEpochSecond() == (int) modified.getEpochSecond()) {
			out.putShort((short) 0x5455).putShort((short) 5).put((byte) 1).putInt((int) modified.getEpochSecond());
		}
		if (entry.uid() != FileEntry.UNKNOWN && entry.gid() != FileEntry.UNKNOWN) {
			out.putShort((short) 0x7875).putShort((short) 11).put((byte) 1).put((byte) 4).putInt(entry.uid()).put((byte) 4).putInt(entry.gid());
		}
	}

	/** The mode as stat(2) has it, and for MS-DOS whether it is a folder. */
	private int attributes() {
		int type = switch (entry.type()) {
		case FILE -> 0100000;
		case DIRECTORY -> 0040000;
		case SYMLINK -> 0120000;
		default -> throw new IllegalArgumentException("a zip file holds no " + entry.type());
		};
		int unknown = entry.isFile() ? 0644 : entry.isDirectory() ? 0755 : 0777;
		int mode = entry.mode() == FileEntry.UNKNOWN ? unknown : entry.mode();
		return (type | mode) << 16 | (entry.isDirectory() ? DOS_FOLDER : 0);
	}

	static ByteBuffer buffer(int size) {
		return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** Writes the length of the extra fields, which end the record. */
	private static byte[] finish(ByteBuffer out, int lengthAt, int extraAt) {
		out.putShort(lengthAt, (short) (out.position() - extraAt));
		return finish(out);
	}

	static byte[] finish(ByteBuffer out) {
		byte[] bytes = new byte[out.position()];
		out.flip().get(bytes);
		return bytes;
	}
}
