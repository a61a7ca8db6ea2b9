package backtrac.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/** A folder that openat(2) has opened. */
final class LinuxDirectory implements Directory {

	private static final int OPEN_FOLDER = Linux.O_RDONLY | Linux.O_DIRECTORY | Linux.O_NOFOLLOW | Linux.O_CLOEXEC;
	/** Does not wait for a pipe's other end, should one have taken the file's place. */
	private static final int OPEN_FILE = Linux.O_RDONLY | Linux.O_NOFOLLOW | Linux.O_CLOEXEC | Linux.O_NOCTTY | Linux.O_NONBLOCK;
	private static final int CREATE_FILE = Linux.O_WRONLY | Linux.O_CREAT | Linux.O_EXCL | Linux.O_NOFOLLOW | Linux.O_CLOEXEC | Linux.O_NOCTTY;
	private static final ByteString ITSELF_AS_NAME = ByteString.of(".");
	private static final int ITSELF = Linux.AT_SYMLINK_NOFOLLOW | Linux.AT_EMPTY_PATH;

	/** Where struct linux_dirent64 has what, see getdents(2). */
	private static final int RECORD_LENGTH = 16;
	private static final int RECORD_TYPE = 18;
	private static final int RECORD_NAME = 19;

	private final Descriptor descriptor;
	/** Whether paths of several names are taken for names. */
	private final boolean paths;

	LinuxDirectory(int fd) {
		this(new Descriptor(fd), false);
	}

	private LinuxDirectory(Descriptor descriptor, boolean paths) {
		this.descriptor = descriptor;
		this.paths = paths;
	}

	@Override
	public Directory paths() {
		return new LinuxDirectory(descriptor, true);
	}

	Descriptor descriptor() {
		return descriptor;
	}

	boolean takesPaths() {
		return paths;
	}

	/** Begins a call about an entry of this folder. */
	Call call(ByteString subject) throws PosixException {
		Call call = Call.on(descriptor, subject);
		call.takePaths(paths);
		return call;
	}

	@Override
	public List<Name> list() throws PosixException {
		try (Call call = call(ByteString.EMPTY)) {
			call.check("lseek", Linux.lseek(call, call.fd(), 0, Linux.SEEK_SET));
			List<Name> names = new ArrayList<>();
			for (;;) {
				long filled = call.check("getdents64", Linux.getdents64(call, call.fd(), call.dataAddress(), Call.DATA_SIZE));
				if (filled == 0) {
					return names;
				}
				for (long at = 0; at < filled; at += recordLength(call, at)) {
					addName(call, at, names);
				}
			}
		}
	}

	private static int recordLength(Call call, long record) {
		return Short.toUnsignedInt(call.data().get(JAVA_SHORT_UNALIGNED, record + RECORD_LENGTH));
	}

	private static void addName(Call call, long record, List<Name> names) {
		MemorySegment data = call.data();
		long start = record + RECORD_NAME;
		long end = start;
		while (data.get(JAVA_BYTE, end) != 0) {
			end++;
		}
		boolean dots = end - start <= 2 && data.get(JAVA_BYTE, start) == '.' && data.get(JAVA_BYTE, end - 1) == '.';
		if (!dots) {
			// DT_REG and the others are the mode's type bits, moved
			names.add(new Name(call.bytes(start, end - start), data.get(JAVA_BYTE, record + RECORD_TYPE) << 12));
		}
	}

	@Override
	public void stat(ByteString name, Stat into) throws PosixException {
		try (Call call = call(name)) {
			call.check("statx", stat(call, name, into));
		}
	}

	@Override
	public boolean find(ByteString name, Stat into) throws PosixException {
		try (Call call = call(name)) {
			long result = stat(call, name, into);
			return result != -LinuxErrno.ENOENT && call.check("statx", result) == 0;
		}
	}

	private static long stat(Call call, ByteString name, Stat into) throws PosixException {
		int flags = Linux.AT_SYMLINK_NOFOLLOW | Linux.AT_NO_AUTOMOUNT | (name.length() == 0 ? Linux.AT_EMPTY_PATH : 0);
		long result = Linux.statx(call, call.fd(), call.name(name), flags, Linux.STATX_BASIC_STATS, call.structAddress());
		if (result == 0) {
			call.stat(into);
		}
		return result;
	}

	@Override
	public Directory directory(ByteString name) throws PosixException {
		try (Call call = call(name)) {
			return new LinuxDirectory(openQuietly(call, call.name(name), OPEN_FOLDER));
		}
	}

	@Override
	public FileHandle open(ByteString name) throws PosixException {
		try (Call call = call(name)) {
			return new LinuxFile(openQuietly(call, call.name(name), OPEN_FILE), name);
		}
	}

	@Override
	public Directory directory(EntryPath path) throws PosixException {
		ByteString bytes = path.isRoot() ? ITSELF_AS_NAME : path.bytes();
		try (Call call = call(path.bytes())) {
			return new LinuxDirectory(openQuietly(call, bytes, OPEN_FOLDER));
		}
	}

	@Override
	public FileHandle open(EntryPath path) throws PosixException {
		try (Call call = call(path.bytes())) {
			return new LinuxFile(openQuietly(call, path.bytes(), OPEN_FILE), path.name());
		}
	}

	private static int openQuietly(Call call, ByteString path, int flags) throws PosixException {
		long fd = PathOpener.STRICT.open(call, call.fd(), path, flags | Linux.O_NOATIME);
		if (fd == -LinuxErrno.EPERM) {
			fd = PathOpener.STRICT.open(call, call.fd(), path, flags);
		}
		return (int) call.check("openat", fd);
	}

	/** Leaves the time of access as it is, which only the owner may ask for. */
	private static int openQuietly(Call call, long name, int flags) throws PosixException {
		long fd = Linux.openat(call, call.fd(), name, flags | Linux.O_NOATIME, 0);
		if (fd == -LinuxErrno.EPERM) {
			fd = Linux.openat(call, call.fd(), name, flags, 0);
		}
		return (int) call.check("openat", fd);
	}

	@Override
	public FileHandle create(ByteString name, int mode) throws PosixException {
		try (Call call = call(name)) {
			return new LinuxFile((int) call.check("openat", Linux.openat(call, call.fd(), call.name(name), CREATE_FILE, mode & 07777)), name);
		}
	}

	@Override
	public void makeDirectory(ByteString name, int mode) throws PosixException {
		try (Call call = call(name)) {
			call.check("mkdirat", Linux.mkdirat(call, call.fd(), call.name(name), mode & 07777));
		}
	}

	@Override
	public void makeSymlink(ByteString target, ByteString name) throws PosixException {
		try (Call call = call(name)) {
			call.check("symlinkat", Linux.symlinkat(call, call.otherText(target), call.fd(), call.name(name)));
		}
	}

	@Override
	public void makeNode(ByteString name, int mode, long device) throws PosixException {
		try (Call call = call(name)) {
			if (device >>> 32 != 0) {
				throw call.failure("mknodat", -LinuxErrno.EINVAL);
			}
			call.check("mknodat", Linux.mknodat(call, call.fd(), call.name(name), mode, (int) device));
		}
	}

	@Override
	public ByteString readLink(ByteString name) throws PosixException {
		try (Call call = call(name)) {
			long length = call.check("readlinkat", Linux.readlinkat(call, call.fd(), call.name(name), call.dataAddress(), Call.DATA_SIZE));
			return call.bytes(0, length);
		}
	}

	@Override
	public void link(ByteString name, Directory target, ByteString targetName) throws PosixException {
		try (Call call = call(targetName)) {
			LinuxDirectory into = (LinuxDirectory) target;
			int to = call.also(into.descriptor);
			call.check("linkat", Linux.linkat(call, call.fd(), call.name(name), to, call.otherName(targetName, into.paths), 0));
		}
	}

	@Override
	public void rename(ByteString name, Directory target, ByteString targetName, boolean replace) throws PosixException {
		try (Call call = call(targetName)) {
			LinuxDirectory into = (LinuxDirectory) target;
			int to = call.also(into.descriptor);
			long oldName = call.name(name);
			long newName = call.otherName(targetName, into.paths);
			long result = Linux.renameat2(call, call.fd(), oldName, to, newName, replace ? 0 : Linux.RENAME_NOREPLACE);
			if (result == -LinuxErrno.EINVAL && !replace) {
				// a file system that cannot refuse by itself, such as NFS
				long there = Linux.statx(call, to, newName, Linux.AT_SYMLINK_NOFOLLOW, 0, call.structAddress());
				result = there == 0 ? -LinuxErrno.EEXIST : Linux.renameat2(call, call.fd(), oldName, to, newName, 0);
			}
			call.check("renameat2", result);
		}
	}

	@Override
	public void unlink(ByteString name) throws PosixException {
		try (Call call = call(name)) {
			call.check("unlinkat", Linux.unlinkat(call, call.fd(), call.name(name), 0));
		}
	}

	@Override
	public void removeDirectory(ByteString name) throws PosixException {
		try (Call call = call(name)) {
			call.check("unlinkat", Linux.unlinkat(call, call.fd(), call.name(name), Linux.AT_REMOVEDIR));
		}
	}

	@Override
	public void setMode(ByteString name, int mode) throws PosixException {
		try (Call call = call(name)) {
			if (name.length() == 0) {
				call.check("fchmod", Linux.fchmod(call, call.fd(), mode & 07777));
			} else {
				setModeByName(call, name, mode & 07777);
			}
		}
	}

	/** fchmodat(2) follows symbolic links; so holds the entry itself, looks what it is, and goes by its number. */
	private static void setModeByName(Call call, ByteString name, int mode) throws PosixException {
		int entry = (int) call.check("openat", Linux.openat(call, call.fd(), call.name(name), Linux.O_PATH | Linux.O_NOFOLLOW | Linux.O_CLOEXEC, 0));
		try {
			Stat stat = new Stat();
			call.check("statx", Linux.statx(call, entry, call.name(ByteString.EMPTY), Linux.AT_EMPTY_PATH, Linux.STATX_BASIC_STATS, call.structAddress()));
			call.stat(stat);
			if (stat.type() == Stat.SYMLINK) {
				throw call.failure("chmod", -LinuxErrno.EOPNOTSUPP);
			}
			call.check("chmod", Linux.fchmodat(call, Linux.AT_FDCWD, call.text(ByteString.of("/proc/self/fd/" + entry)), mode));
		} finally {
			Linux.close(call, entry);
		}
	}

	@Override
	public void setOwner(ByteString name, int uid, int gid) throws PosixException {
		try (Call call = call(name)) {
			int flags = name.length() == 0 ? ITSELF : Linux.AT_SYMLINK_NOFOLLOW;
			call.check("fchownat", Linux.fchownat(call, call.fd(), call.name(name), uid, gid, flags));
		}
	}

	@Override
	public void setModified(ByteString name, long seconds, int nanos) throws PosixException {
		try (Call call = call(name)) {
			boolean itself = name.length() == 0;
			long entry = itself ? 0 : call.name(name);
			call.check("utimensat",
					Linux.utimensat(call, call.fd(), entry, call.times(seconds, nanos), itself ? 0 : Linux.AT_SYMLINK_NOFOLLOW));
		}
	}

	@Override
	public Map<ByteString, ByteString> attributes(ByteString name) throws PosixException {
		try (Call call = call(name)) {
			return Attributes.SYSTEM.read(call, name);
		}
	}

	@Override
	public void setAttribute(ByteString name, ByteString attribute, ByteString value) throws PosixException {
		try (Call call = call(name)) {
			long key = call.otherText(attribute);
			long data = call.value(value);
			call.check("setxattr", name.length() == 0 ? Linux.fsetxattr(call, call.fd(), key, data, value.length())
					: Linux.lsetxattr(call, call.path(name), key, data, value.length()));
		}
	}

	@Override
	public void removeAttribute(ByteString name, ByteString attribute) throws PosixException {
		try (Call call = call(name)) {
			long key = call.otherText(attribute);
			call.check("removexattr", name.length() == 0 ? Linux.fremovexattr(call, call.fd(), key) : Linux.lremovexattr(call, call.path(name), key));
		}
	}

	@Override
	public void syncFileSystem() throws PosixException {
		try (Call call = call(ByteString.EMPTY)) {
			call.check("syncfs", Linux.syncfs(call, call.fd()));
		}
	}

	@Override
	public void sync() throws PosixException {
		try (Call call = call(ByteString.EMPTY)) {
			call.check("fsync", Linux.fsync(call, call.fd()));
		}
	}

	@Override
	public void close() {
		descriptor.close(); // a folder has nothing to write when it is closed
	}
}
