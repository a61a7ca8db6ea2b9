package backtrac.engine.store;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import backtrac.api.entry.ByteString;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/** Names in a tree: the client's own, but where the tree's file system cannot hold them. */
final class TreeName {

	/** Bytes that a name may have on the file systems of Linux. */
	static final int LONGEST = 255;
	/** Bytes that are kept of a name that is escaped. */
	private static final int KEPT = 180;
	private static final int DIGITS = 16;
	/** Names that are tried: a sibling may have an escaped one as its own, and then that is escaped. */
	static final int ATTEMPTS = 4;

	private TreeName() {
	}

	/** The name itself, or its escaped form if it is too long. */
	static ByteString fit(ByteString name) {
		return name.length() <= LONGEST ? name : escape(name);
	}

	/** Tells if a file system failed because of the name: it cannot hold it, or takes it for that of a sibling. */
	static boolean isToBlame(PosixException failure) {
		return failure.errno() == Errno.ENAMETOOLONG || failure.errno() == Errno.EINVAL || failure.errno() == Errno.OTHER
				|| failure.errno() == Errno.EEXIST;
	}

	/** A name that any file system can hold: what is harmless of it, {@code ~} and the first digits of the name's SHA-256. */
	static ByteString escape(ByteString name) {
		byte[] bytes = name.toBytes();
		String hash = Hash.of(Hash.digest().digest(bytes)).toString();
		byte[] kept = Arrays.copyOf(bytes, Math.min(bytes.length, KEPT));
		for (int i = 0; i < kept.length; i++) {
			boolean plain = kept[i] >= 'a' && kept[i] <= 'z' || kept[i] >= 'A' && kept[i] <= 'Z' || kept[i] >= '0' && kept[i] <= '9'
					|| kept[i] == '.' || kept[i] == '-' || kept[i] == '_' || kept[i] == ' ';
			if (!plain) {
				kept[i] = '_';
			}
		}
		return ByteString.of(new String(kept, StandardCharsets.US_ASCII) + '~' + hash.substring(0, DIGITS));
	}
}
