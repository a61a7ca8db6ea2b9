package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;

/**
 * Reads what {@code rsync --fake-super} keeps in the attribute {@code user.rsync.%stat}: mode, device, owner and group,
 * which a user without privileges cannot give a file. A symbolic link or a device is a plain file then; a link's target is
 * its content.
 */
final class FakeSuper {

	static final ByteString STAT = ByteString.of("user.rsync.%stat");

	/** Mode in octal, major and minor number of a device, owner, group: {@code 100644 0,0 1000:1000}. */
	private static final Pattern FORM = Pattern.compile("([0-7]{1,7}) (\\d{1,10}),(\\d{1,10}) (\\d{1,10})[ :](\\d{1,10})\\s*");
	private static final int LONGEST_TARGET = 4096;

	private FakeSuper() {
	}

	/** Reads a file's content. */
	interface Reader {
		InputStream read() throws IOException;
	}

	/** Tells if an entry is another one than it seems. */
	static boolean isKept(FileEntry entry) {
		return entry.attributes().containsKey(STAT);
	}

	/** The entry that was backed up; the entry itself if the attribute makes no sense. */
	static FileEntry resolve(FileEntry entry, Reader content) throws IOException {
		Matcher stat = FORM.matcher(entry.attributes().get(STAT).toString());
		if (!stat.matches()) {
			return entry;
		}
		int mode = Integer.parseInt(stat.group(1), 8);
		FileType type = type(mode, entry.type());
		boolean isDevice = type == FileType.CHARACTER_DEVICE || type == FileType.BLOCK_DEVICE;
		ByteString target = type != FileType.SYMLINK ? null : entry.type() == FileType.SYMLINK ? entry.target() : target(content);
		Map<ByteString, ByteString> attributes = new HashMap<>(entry.attributes());
		attributes.remove(STAT);
		return new FileEntry(entry.name(), type, type == FileType.FILE ? entry.size() : 0, entry.modified(), mode & 07777, number(stat.group(4)),
				number(stat.group(5)), null, null, target, isDevice ? device(number(stat.group(2)), number(stat.group(3))) : 0, entry.id(), attributes);
	}

	private static ByteString target(Reader content) throws IOException {
		try (InputStream in = content.read()) {
			return ByteString.wrap(in.readNBytes(LONGEST_TARGET));
		}
	}

	private static FileType type(int mode, FileType seen) {
		return switch (mode & 0170000) {
		case 0100000 -> FileType.FILE;
		case 0040000 -> FileType.DIRECTORY;
		case 0120000 -> FileType.SYMLINK;
		case 0010000 -> FileType.FIFO;
		case 0020000 -> FileType.CHARACTER_DEVICE;
		case 0060000 -> FileType.BLOCK_DEVICE;
		case 0140000 -> FileType.SOCKET;
		default -> seen;
		};
	}

	private static int number(String digits) {
		return (int) Long.parseLong(digits);
	}

	/** As makedev(3) has it. */
	private static long device(long major, long minor) {
		return (major & 0xFFFFF000L) << 32 | (major & 0xFFFL) << 8 | (minor & 0xFFFFFF00L) << 12 | minor & 0xFFL;
	}
}
