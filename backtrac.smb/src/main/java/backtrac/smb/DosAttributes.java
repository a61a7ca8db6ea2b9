package backtrac.smb;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;

/**
 * The attributes of DOS: read-only, hidden, system, archive, and not to be indexed. In an entry they are the extended attribute in
 * which Samba, too, keeps them, in the short form that it reads: a tree that is restored on a disk of a Samba server has them again.
 * An entry that has those of a new one says nothing.
 */
final class DosAttributes {

	static final ByteString NAME = ByteString.of("user.DOSATTRIB");

	static final int READ_ONLY = 0x1;
	static final int DIRECTORY = 0x10;
	static final int ARCHIVE = 0x20;
	static final int NORMAL = 0x80;
	static final int REPARSE_POINT = 0x400;
	/** Read-only, hidden, system, archive, not to be indexed. */
	private static final int KEPT = 0x2027;

	private DosAttributes() {
	}

	/** What an entry says of them. */
	static Map<ByteString, ByteString> of(int attributes) {
		boolean isDirectory = (attributes & DIRECTORY) != 0;
		int kept = attributes & KEPT;
		return kept == usual(isDirectory) ? Map.of() : Map.of(NAME, ByteString.of("0x" + Integer.toHexString(kept)));
	}

	/** What to set; -1 if what the entry says makes no sense. */
	static int of(FileEntry entry) {
		ByteString value = entry.attributes().get(NAME);
		if (value == null) {
			return set(usual(entry.isDirectory()), entry.isDirectory());
		}
		String text = new String(value.toBytes(), StandardCharsets.ISO_8859_1);
		int end = text.indexOf(0);
		try {
			int attributes = Integer.decode(end < 0 ? text : text.substring(0, end));
			return set(attributes & KEPT, entry.isDirectory());
		} catch (NumberFormatException e) {
			return -1;
		}
	}

	private static int usual(boolean isDirectory) {
		return isDirectory ? 0 : ARCHIVE;
	}

	private static int set(int kept, boolean isDirectory) {
		int attributes = kept | (isDirectory ? DIRECTORY : 0);
		return attributes == 0 ? NORMAL : attributes;
	}
}
