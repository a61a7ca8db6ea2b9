package backtrac.posix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;

/**
 * Reads extended attributes by the name of an entry in an open folder. Since Linux 6.13 there are calls for that; older
 * ones go through /proc/self/fd, which takes more than twice as long.
 */
final class Attributes {

	/** What this machine's kernel can do best. */
	static final Attributes SYSTEM = new Attributes(canListInFolder());

	private final boolean inFolder;

	/** @param inFolder whether to use the calls of Linux 6.13 */
	Attributes(boolean inFolder) {
		this.inFolder = inFolder;
	}

	/** Reads all that may be read; nothing if the file system has no attributes. An empty name means what is open. */
	Map<ByteString, ByteString> read(Call call, ByteString name) throws PosixException {
		long entry = name.length() == 0 || inFolder ? call.name(name) : call.path(name);
		long length = list(call, name, entry);
		if (length == 0 || length == -LinuxErrno.EOPNOTSUPP) {
			return Map.of();
		}
		List<ByteString> keys = split(call.bytes(0, call.check("listxattr", length)));
		Map<ByteString, ByteString> attributes = HashMap.newHashMap(keys.size());
		for (ByteString key : keys) {
			long size = get(call, name, entry, call.otherText(key));
			if (!mayBeMissed(size)) {
				attributes.put(key, call.bytes(0, call.check("getxattr", size)));
			}
		}
		return attributes;
	}

	private long list(Call call, ByteString name, long entry) {
		if (name.length() == 0) {
			return Linux.flistxattr(call, call.fd(), call.dataAddress(), Call.DATA_SIZE);
		}
		return inFolder ? Linux.listxattrat(call, call.fd(), entry, Linux.AT_SYMLINK_NOFOLLOW, call.dataAddress(), Call.DATA_SIZE)
				: Linux.llistxattr(call, entry, call.dataAddress(), Call.DATA_SIZE);
	}

	private long get(Call call, ByteString name, long entry, long key) {
		if (name.length() == 0) {
			return Linux.fgetxattr(call, call.fd(), key, call.dataAddress(), Call.DATA_SIZE);
		}
		return inFolder ? Linux.getxattrat(call, call.fd(), entry, Linux.AT_SYMLINK_NOFOLLOW, key, call.attributeArguments())
				: Linux.lgetxattr(call, entry, key, call.dataAddress(), Call.DATA_SIZE);
	}

	/** Removed since it was listed, or not for this user. */
	private static boolean mayBeMissed(long size) {
		return size == -LinuxErrno.ENODATA || size == -LinuxErrno.EACCES || size == -LinuxErrno.EPERM || size == -LinuxErrno.EOPNOTSUPP;
	}

	/** Names that end with NUL each. */
	private static List<ByteString> split(ByteString list) {
		byte[] all = list.toBytes();
		List<ByteString> names = new ArrayList<>();
		for (int start = 0, i = 0; i < all.length; i++) {
			if (all[i] == 0) {
				names.add(ByteString.wrap(Arrays.copyOfRange(all, start, i)));
				start = i + 1;
			}
		}
		return names;
	}

	/** Asks with no name: a kernel that knows the call, and a sandbox that lets it through, finds nothing there. */
	private static boolean canListInFolder() {
		try (Call call = Call.begin()) {
			long result = Linux.listxattrat(call, Linux.AT_FDCWD, call.text(ByteString.EMPTY), Linux.AT_SYMLINK_NOFOLLOW, call.dataAddress(), 0);
			return result == -LinuxErrno.ENOENT;
		} catch (PosixException impossible) {
			throw new AssertionError(impossible);
		}
	}
}
