package backtrac.posix;

import backtrac.api.entry.ByteString;

/**
 * Opens what a path leads to, however long it is. The kernel takes less than 4096 bytes at once, so longer paths are
 * gone in parts, each from the folder that the last one has opened.
 */
final class PathOpener {

	/** For a user's own word: goes through symbolic links. */
	static final PathOpener FOLLOWING = new PathOpener(true, false);
	/** For paths below a folder: a symbolic link anywhere on the way is {@link Errno#ELOOP} or {@link Errno#ENOTDIR}. */
	static final PathOpener STRICT = new PathOpener(false, knowsOpenat2());

	private static final int MAX_PART = 4000;
	private static final int ON_THE_WAY = Linux.O_PATH | Linux.O_DIRECTORY | Linux.O_CLOEXEC;
	private static final int RESOLVE = Linux.RESOLVE_NO_SYMLINKS | Linux.RESOLVE_BENEATH;

	private final boolean following;
	private final boolean openat2;

	/** @param openat2 whether to use that call, of Linux 5.6; else a path that must not follow is gone name by name */
	PathOpener(boolean following, boolean openat2) {
		this.following = following;
		this.openat2 = openat2;
	}

	/** A file's number, or the negative errno. */
	long open(Call call, int start, ByteString path, int flags) throws PosixException {
		int folder = start;
		for (int from = 0;;) {
			int to = partEnd(path, from);
			boolean last = to == path.length();
			long next = openPart(call, folder, path, from, to, last ? flags : ON_THE_WAY);
			if (folder != start) {
				Linux.close(call, folder);
			}
			if (next < 0 || last) {
				return next;
			}
			folder = (int) next;
			from = to;
			while (path.at(from) == '/') {
				from++;
			}
		}
	}

	private long openPart(Call call, int folder, ByteString path, int from, int to, int flags) throws PosixException {
		long part = call.part(path, from, to);
		if (following) {
			return Linux.openat(call, folder, part, flags, 0);
		}
		if (openat2) {
			return Linux.openat2(call, folder, part, call.openHow(flags, RESOLVE));
		}
		return Linux.openat(call, folder, part, flags | Linux.O_NOFOLLOW, 0);
	}

	/** Where what can be opened next ends: at the end, a slash, or in the middle of a name that is too long anyway. */
	private int partEnd(ByteString path, int from) {
		int limit = Math.min(path.length(), from + MAX_PART);
		if (!following && !openat2) {
			int end = from;
			while (end < limit && path.at(end) != '/') {
				end++;
			}
			return end;
		}
		int end = limit;
		while (end < path.length() && end > from + 1 && path.at(end) != '/') {
			end--;
		}
		return end == from + 1 ? limit : end;
	}

	/** Asks with no name: a kernel that knows the call, and a sandbox that lets it through, finds nothing there. */
	private static boolean knowsOpenat2() {
		try (Call call = Call.begin()) {
			return Linux.openat2(call, Linux.AT_FDCWD, call.text(ByteString.EMPTY), call.openHow(ON_THE_WAY, RESOLVE)) == -LinuxErrno.ENOENT;
		} catch (PosixException impossible) {
			throw new AssertionError(impossible);
		}
	}
}
