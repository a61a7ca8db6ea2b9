package backtrac.engine.jobs.archive;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;

/** An entry as a tar's headers tell of it: the plain one that every tar has, and the extended one if that is too small. */
final class TarEntry {

	private static final char HARD_LINK = '1';
	private static final ByteString ACCESS = ByteString.of("system.posix_acl_access");
	private static final ByteString DEFAULT = ByteString.of("system.posix_acl_default");
	private static final int NO_FILE_MODE = 0644;
	private static final int NO_FOLDER_MODE = 0755;

	private final FileEntry entry;
	private final char type;
	private final ByteString name;
	private final ByteString target;

	private TarEntry(FileEntry entry, char type, ByteString name, ByteString target) {
		this.entry = entry;
		this.type = type;
		this.name = name;
		this.target = target;
	}

	static TarEntry of(EntryPath path, FileEntry entry) {
		char type = switch (entry.type()) {
		case FILE -> '0';
		case SYMLINK -> '2';
		case CHARACTER_DEVICE -> '3';
		case BLOCK_DEVICE -> '4';
		case DIRECTORY -> '5';
		case FIFO -> '6';
		case SOCKET -> throw new IllegalArgumentException("a tar knows no sockets: " + path);
		};
		return new TarEntry(entry, type, name(path, entry.isDirectory() && !path.isRoot()), entry.target() == null ? ByteString.EMPTY : entry.target());
	}

	static TarEntry linkTo(EntryPath path, FileEntry entry, EntryPath existing) {
		return new TarEntry(entry, HARD_LINK, name(path, false), name(existing, false));
	}

	/** The header of some records' length, which come before the entry that they are about. */
	static UstarHeader extendedHeader(int length) {
		return new UstarHeader('x', ByteString.of("PaxHeaders/entry")).mode(NO_FILE_MODE).ids(0, 0).size(length).modified(0);
	}

	private static ByteString name(EntryPath path, boolean slash) {
		byte[] bytes = new byte[2 + path.bytes().length() + (slash ? 1 : 0)];
		bytes[0] = '.';
		bytes[1] = '/';
		path.bytes().copyTo(bytes, 2);
		if (slash) {
			bytes[bytes.length - 1] = '/';
		}
		return ByteString.wrap(bytes);
	}

	UstarHeader header() {
		int unknownMode = entry.isDirectory() ? NO_FOLDER_MODE : NO_FILE_MODE;
		return new UstarHeader(type, name).mode(entry.mode() == FileEntry.UNKNOWN ? unknownMode : entry.mode()).ids(uid(), gid()).size(size())
				.modified(entry.modified().getEpochSecond()).target(target).owners(bytes(entry.owner()), bytes(entry.group()))
				.device(major(), minor());
	}

	/** What the plain header cannot say. */
	PaxRecords records() {
		PaxRecords records = new PaxRecords();
		if (!Names.isUtf8(name) || !Names.isUtf8(target)) {
			// else values are UTF-8, and readers would try to convert them
			records.add("hdrcharset", "BINARY");
		}
		text(records, "path", name, UstarHeader.LONGEST_NAME);
		text(records, "linkpath", target, UstarHeader.LONGEST_NAME);
		text(records, "uname", bytes(entry.owner()), UstarHeader.LONGEST_OWNER);
		text(records, "gname", bytes(entry.group()), UstarHeader.LONGEST_OWNER);
		number(records, "uid", uid(), UstarHeader.MOST_ID);
		number(records, "gid", gid(), UstarHeader.MOST_ID);
		number(records, "size", size(), UstarHeader.MOST_SIZE);
		number(records, "SCHILY.devmajor", major(), UstarHeader.MOST_DEVICE);
		number(records, "SCHILY.devminor", minor(), UstarHeader.MOST_DEVICE);
		long seconds = entry.modified().getEpochSecond();
		if (entry.modified().getNano() != 0 || seconds < 0 || seconds > UstarHeader.MOST_TIME) {
			records.add("mtime", PaxRecords.time(entry.modified()));
		}
		if (type != HARD_LINK) {
			attributes(records);
		}
		return records;
	}

	private void attributes(PaxRecords records) {
		for (Map.Entry<ByteString, ByteString> attribute : new TreeMap<>(entry.attributes()).entrySet()) {
			ByteString key = attribute.getKey();
			String acl = key.equals(ACCESS) || key.equals(DEFAULT) ? PosixAcl.text(attribute.getValue()) : null;
			if (acl != null) {
				records.add(key.equals(ACCESS) ? "SCHILY.acl.access" : "SCHILY.acl.default", acl);
			} else {
				records.add(attributeKey(key), attribute.getValue());
			}
		}
	}

	/** GNU tar's way to have a name with an equals sign in a key. */
	private static ByteString attributeKey(ByteString name) {
		String text = new String(name.toBytes(), StandardCharsets.ISO_8859_1).replace("%", "%25").replace("=", "%3D");
		return ByteString.wrap(("SCHILY.xattr." + text).getBytes(StandardCharsets.ISO_8859_1));
	}

	private long uid() {
		return entry.uid() == FileEntry.UNKNOWN ? 0 : Integer.toUnsignedLong(entry.uid());
	}

	private long gid() {
		return entry.gid() == FileEntry.UNKNOWN ? 0 : Integer.toUnsignedLong(entry.gid());
	}

	private long size() {
		return type == HARD_LINK ? 0 : entry.size();
	}

	/** As makedev(3) of Linux has it. */
	private long major() {
		return entry.device() >>> 8 & 0xFFF | entry.device() >>> 32 & 0xFFFFF000L;
	}

	private long minor() {
		return entry.device() & 0xFF | entry.device() >>> 12 & 0xFFFFFF00L;
	}

	private static void text(PaxRecords records, String key, ByteString value, int longest) {
		if (value.length() > longest || !Names.isAscii(value)) {
			records.add(ByteString.of(key), value);
		}
	}

	private static void number(PaxRecords records, String key, long value, long most) {
		if (value > most) {
			records.add(key, Long.toString(value));
		}
	}

	private static ByteString bytes(String text) {
		return text == null ? ByteString.EMPTY : ByteString.of(text);
	}
}
