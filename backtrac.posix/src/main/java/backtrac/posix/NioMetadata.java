package backtrac.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import backtrac.api.entry.ByteString;

/**
 * What {@code java.nio} knows and sets of an entry, by its path; symbolic links are not followed. Where the system has the
 * attributes of Unix all of them; else type, size and times only.
 */
final class NioMetadata {

	static final NioMetadata SYSTEM = new NioMetadata(Path.of("").getFileSystem().supportedFileAttributeViews().contains("unix"));

	private static final String IMPOSSIBLE = "not possible through java.nio";
	private static final String UNIX = "unix:mode,ino,dev,nlink,rdev,uid,gid,size,lastModifiedTime,ctime";
	private static final ByteString USER = ByteString.of("user.");
	private static final int LARGEST_ATTRIBUTE = 64 << 10;
	/** The last second that {@code java.nio} can give to the system, as nanoseconds in a long; and the first. */
	private static final long LAST_SECOND = Long.MAX_VALUE / 1_000_000_000;

	private final boolean unix;

	/** @param unix whether there are the attributes of Unix */
	NioMetadata(boolean unix) {
		this.unix = unix;
	}

	boolean isUnix() {
		return unix;
	}

	/** What an entry is known by while it is open; null where the system does not say. */
	static Object key(Path path) throws IOException {
		return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey();
	}

	void stat(Path path, Stat into) throws IOException {
		if (unix) {
			unix(path, into);
		} else {
			basic(path, into);
		}
	}

	private static void unix(Path path, Stat into) throws IOException {
		Map<String, Object> found = Files.readAttributes(path, UNIX, LinkOption.NOFOLLOW_LINKS);
		into.mode = (int) found.get("mode") & 0xFFFF;
		into.uid = (int) found.get("uid");
		into.gid = (int) found.get("gid");
		into.links = (int) found.get("nlink");
		into.inode = (long) found.get("ino");
		into.device = majorAndMinor((long) found.get("dev"));
		into.rdev = (long) found.get("rdev");
		times(into, (long) found.get("size"), (FileTime) found.get("lastModifiedTime"), (FileTime) found.get("ctime"));
	}

	private static void basic(Path path, Stat into) throws IOException {
		BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		into.mode = basicType(path, found) | Stat.NO_PERMISSIONS;
		into.uid = Stat.UNKNOWN;
		into.gid = Stat.UNKNOWN;
		into.links = 0;
		into.inode = 0;
		into.device = 0;
		into.rdev = 0;
		times(into, found.size(), found.lastModifiedTime(), found.lastModifiedTime());
	}

	private static int basicType(Path path, BasicFileAttributes found) throws IOException {
		if (found.isSymbolicLink()) {
			return Stat.SYMLINK;
		}
		if (found.isDirectory() && !found.isOther()) {
			return Stat.DIRECTORY;
		}
		if (!found.isDirectory()) {
			return Stat.FILE;
		}
		throw new FileSystemException(path.toString(), null, "Not supported: a junction leads elsewhere");
	}

	private static void times(Stat into, long size, FileTime modified, FileTime changed) {
		into.size = size;
		into.blocks = (size + 511) / 512;
		Instant time = modified.toInstant();
		into.modifiedSeconds = time.getEpochSecond();
		into.modifiedNanos = time.getNano();
		Instant change = changed.toInstant();
		into.changedSeconds = change.getEpochSecond();
		into.changedNanos = change.getNano();
	}

	/** As Linux puts the two together in st_dev; for other systems it is a number as good as theirs. */
	private static long majorAndMinor(long device) {
		long major = device >>> 8 & 0xFFFL | device >>> 32 & 0xFFFFF000L;
		long minor = device & 0xFFL | device >>> 12 & 0xFFFFFF00L;
		return major << 32 | minor;
	}

	void setMode(Path path, int mode) throws IOException {
		requireUnix("permissions");
		requireFileOrFolder(path);
		Files.setAttribute(path, "unix:mode", mode & 07777, LinkOption.NOFOLLOW_LINKS);
	}

	void setOwner(Path path, int uid, int gid) throws IOException {
		requireUnix("owners");
		if (uid != -1) {
			Files.setAttribute(path, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
		}
		if (gid != -1) {
			Files.setAttribute(path, "unix:gid", gid, LinkOption.NOFOLLOW_LINKS);
		}
	}

	void setModified(Path path, long seconds, int nanos) throws IOException {
		if (type(path) != Stat.SYMLINK) {
			requireFileOrFolder(path);
		}
		boolean representable = seconds < LAST_SECOND && seconds > -LAST_SECOND && (seconds >= 0 || nanos == 0);
		if (!representable) { // java.nio would set another time and say nothing
			throw unsupported("a time of before 1970 with a fraction of a second, or of after 2262");
		}
		Files.getFileAttributeView(path, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
				.setTimes(FileTime.from(Instant.ofEpochSecond(seconds, nanos)), null, null);
	}

	/** The user's attributes; none of what is neither file nor folder. */
	Map<ByteString, ByteString> attributes(Path path) throws IOException {
		int type = type(path);
		UserDefinedFileAttributeView view = type == Stat.FILE || type == Stat.DIRECTORY ? view(path) : null;
		if (view == null) {
			return Map.of();
		}
		Map<ByteString, ByteString> attributes = new HashMap<>();
		unlessMissed(() -> {
			for (String name : view.list()) {
				unlessMissed(() -> attributes.put(ByteString.of(USER + name), value(view, name)));
			}
			return null;
		});
		return attributes;
	}

	private static ByteString value(UserDefinedFileAttributeView view, String name) throws IOException {
		ByteBuffer value = ByteBuffer.allocate(view.size(name));
		view.read(name, value);
		return ByteString.copyOf(Arrays.copyOf(value.array(), value.position()));
	}

	private static void unlessMissed(NioErrors.Step<?> step) throws IOException {
		try {
			step.run();
		} catch (FileSystemException e) {
			if (!mayBeMissed(NioErrors.of("getxattr", "", e).errno())) {
				throw e;
			}
		}
	}

	/** Removed since it was listed, not for this user, or none on this file system. */
	private static boolean mayBeMissed(Errno errno) {
		return errno == Errno.ENODATA || errno == Errno.EACCES || errno == Errno.EPERM || errno == Errno.EOPNOTSUPP;
	}

	void setAttribute(Path path, ByteString attribute, ByteString value) throws IOException {
		String name = attribute.toString();
		boolean plain = name.startsWith(USER.toString()) && name.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
		UserDefinedFileAttributeView view = plain ? view(path) : null;
		if (view == null) {
			throw unsupported("an attribute that is not the user's");
		}
		if (value.length() > LARGEST_ATTRIBUTE) {
			throw new PosixException("setxattr", "", Errno.ERANGE, 0);
		}
		requireFileOrFolder(path);
		view.write(name.substring(USER.length()), value.asBuffer());
	}

	private static UserDefinedFileAttributeView view(Path path) {
		return Files.getFileAttributeView(path, UserDefinedFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
	}

	private int type(Path path) throws IOException {
		Stat stat = new Stat();
		stat(path, stat);
		return stat.type();
	}

	/** For what java.nio opens first: a symbolic link cannot be opened, and a pipe would wait for its other end. */
	private void requireFileOrFolder(Path path) throws IOException {
		int type = type(path);
		if (type != Stat.FILE && type != Stat.DIRECTORY) {
			throw unsupported("a change of what is neither file nor folder");
		}
	}

	private void requireUnix(String what) throws PosixException {
		if (!unix) {
			throw unsupported(what);
		}
	}

	private static PosixException unsupported(String what) {
		return PosixException.because("", "", Errno.EOPNOTSUPP, what + ": " + IMPOSSIBLE);
	}
}
