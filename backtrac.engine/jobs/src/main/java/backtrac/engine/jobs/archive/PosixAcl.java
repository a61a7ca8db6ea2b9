package backtrac.engine.jobs.archive;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.entry.ByteString;

/**
 * Linux's form of an ACL in an extended attribute (linux/posix_acl_xattr.h) as the short text of acl(5), such as
 * {@code user::rw-,user:1000:r--,group::r--,mask::r--,other::---}, which star, GNU tar and libarchive exchange.
 */
final class PosixAcl {

	private static final int VERSION = 2;
	private static final int ENTRY_LENGTH = 8;

	private PosixAcl() {
	}

	/** The text, or null if the bytes are not of this form. */
	static String text(ByteString attribute) {
		ByteBuffer in = attribute.asBuffer().order(ByteOrder.LITTLE_ENDIAN);
		if (in.remaining() < 4 || in.getInt() != VERSION || in.remaining() % ENTRY_LENGTH != 0) {
			return null;
		}
		List<String> entries = new ArrayList<>();
		while (in.hasRemaining()) {
			String entry = entry(in);
			if (entry == null) {
				return null;
			}
			entries.add(entry);
		}
		return String.join(",", entries);
	}

	private static String entry(ByteBuffer in) throws BufferUnderflowException {
		int tag = in.getShort();
		int permissions = in.getShort();
		String id = Integer.toUnsignedString(in.getInt());
		String who = switch (tag) {
		case 0x01 -> "user:";
		case 0x02 -> "user:" + id;
		case 0x04 -> "group:";
		case 0x08 -> "group:" + id;
		case 0x10 -> "mask:";
		case 0x20 -> "other:";
		default -> null;
		};
		return who == null ? null : who + ":" + bit(permissions, 4, 'r') + bit(permissions, 2, 'w') + bit(permissions, 1, 'x');
	}

	private static char bit(int permissions, int bit, char letter) {
		return (permissions & bit) == 0 ? '-' : letter;
	}
}
