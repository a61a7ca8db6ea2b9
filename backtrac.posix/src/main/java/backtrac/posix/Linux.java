package backtrac.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * The kernel's file calls, by their own names (section 2 of the manual). A result below zero is the negative errno, as
 * the kernel has it. Calls that a signal interrupts are made again.
 *
 * <p>
 * All go through syscall(2): one function of the C library that every one has, and one handle to make at start instead
 * of twenty-five, which takes a fifth of a second. Numbers are those of asm/unistd.h, which never change. Names and
 * buffers are addresses within the {@link Call}.
 */
final class Linux {

	static final int AT_FDCWD = -100;
	static final int AT_SYMLINK_NOFOLLOW = 0x100;
	static final int AT_REMOVEDIR = 0x200;
	static final int AT_SYMLINK_FOLLOW = 0x400;
	static final int AT_NO_AUTOMOUNT = 0x800;
	static final int AT_EMPTY_PATH = 0x1000;

	private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

	static final int O_RDONLY = 0;
	static final int O_WRONLY = 1;
	static final int O_CREAT = 0100;
	static final int O_EXCL = 0200;
	static final int O_NOCTTY = 0400;
	static final int O_NONBLOCK = 04000;
	static final int O_DIRECTORY = ARM ? 040000 : 0200000;
	static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;
	static final int O_NOATIME = 01000000;
	static final int O_CLOEXEC = 02000000;
	static final int O_PATH = 010000000;

	static final int SEEK_SET = 0;
	static final int SEEK_CUR = 1;
	static final int SEEK_END = 2;
	static final int SEEK_DATA = 3;
	static final int SEEK_HOLE = 4;
	static final int RENAME_NOREPLACE = 1;
	static final int RESOLVE_NO_SYMLINKS = 4;
	static final int RESOLVE_BENEATH = 8;
	static final long UTIME_OMIT = (1L << 30) - 2;
	static final int STATX_BASIC_STATS = 0x7ff;

	private static final long READ = number(0, 63);
	private static final long WRITE = number(1, 64);
	private static final long CLOSE = number(3, 57);
	private static final long LSEEK = number(8, 62);
	private static final long FSYNC = number(74, 82);
	private static final long FTRUNCATE = number(77, 46);
	private static final long FCHMOD = number(91, 52);
	private static final long LSETXATTR = number(189, 6);
	private static final long FSETXATTR = number(190, 7);
	private static final long LGETXATTR = number(192, 9);
	private static final long LLISTXATTR = number(195, 12);
	private static final long FGETXATTR = number(193, 10);
	private static final long FLISTXATTR = number(196, 13);
	private static final long LREMOVEXATTR = number(198, 15);
	private static final long FREMOVEXATTR = number(199, 16);
	private static final long GETDENTS64 = number(217, 61);
	private static final long OPENAT = number(257, 56);
	private static final long MKDIRAT = number(258, 34);
	private static final long MKNODAT = number(259, 33);
	private static final long FCHOWNAT = number(260, 54);
	private static final long UNLINKAT = number(263, 35);
	private static final long LINKAT = number(265, 37);
	private static final long SYMLINKAT = number(266, 36);
	private static final long READLINKAT = number(267, 78);
	private static final long FCHMODAT = number(268, 53);
	private static final long UTIMENSAT = number(280, 88);
	private static final long SYNCFS = number(306, 267);
	private static final long RENAMEAT2 = number(316, 276);
	private static final long STATX = number(332, 291);
	private static final long OPENAT2 = number(437, 437);
	private static final long GETXATTRAT = number(464, 464);
	private static final long LISTXATTRAT = number(465, 465);

	private static final MethodHandle SYSCALL = syscall();

	private Linux() {
	}

	private static long number(int x86, int arm) {
		return ARM ? arm : x86;
	}

	@SuppressWarnings("restricted")
	private static MethodHandle syscall() {
		Linker linker = Linker.nativeLinker();
		return linker.downcallHandle(linker.defaultLookup().findOrThrow("syscall"),
				FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
				Linker.Option.firstVariadicArg(1), Linker.Option.captureCallState("errno"));
	}

	private static long once(Call call, long number, long a, long b, long c, long d, long e, long f) {
		try {
			long result = (long) SYSCALL.invokeExact(call.state(), number, a, b, c, d, e, f);
			return result == -1 ? -call.errno() : result;
		} catch (RuntimeException | Error failure) {
			throw failure;
		} catch (Throwable impossible) {
			throw new AssertionError(impossible); // the handle declares it and has nothing to throw
		}
	}

	private static long call(Call call, long number, long a, long b, long c, long d, long e, long f) {
		long result;
		do {
			result = once(call, number, a, b, c, d, e, f);
		} while (result == -LinuxErrno.EINTR);
		return result;
	}

	private static long call(Call call, long number, long a, long b, long c, long d) {
		return call(call, number, a, b, c, d, 0, 0);
	}

	static long openat(Call call, int folder, long name, int flags, int mode) {
		return call(call, OPENAT, folder, name, flags, mode);
	}

	/**
	 * Since Linux 5.6.
	 *
	 * @param how struct open_how: flags, mode, what may be on the way
	 */
	static long openat2(Call call, int folder, long path, long how) {
		return call(call, OPENAT2, folder, path, how, 24);
	}

	/** Never made again: the number is free even if a signal came. */
	static long close(Call call, int fd) {
		long result = once(call, CLOSE, fd, 0, 0, 0, 0, 0);
		return result == -LinuxErrno.EINTR ? 0 : result;
	}

	static long read(Call call, int fd, long buffer, long size) {
		return call(call, READ, fd, buffer, size, 0);
	}

	static long write(Call call, int fd, long buffer, long size) {
		return call(call, WRITE, fd, buffer, size, 0);
	}

	static long lseek(Call call, int fd, long offset, int whence) {
		return call(call, LSEEK, fd, offset, whence, 0);
	}

	static long ftruncate(Call call, int fd, long size) {
		return call(call, FTRUNCATE, fd, size, 0, 0);
	}

	static long fsync(Call call, int fd) {
		return call(call, FSYNC, fd, 0, 0, 0);
	}

	static long syncfs(Call call, int fd) {
		return call(call, SYNCFS, fd, 0, 0, 0);
	}

	static long getdents64(Call call, int fd, long buffer, long size) {
		return call(call, GETDENTS64, fd, buffer, size, 0);
	}

	static long statx(Call call, int folder, long name, int flags, int mask, long into) {
		return call(call, STATX, folder, name, flags, mask, into, 0);
	}

	static long mkdirat(Call call, int folder, long name, int mode) {
		return call(call, MKDIRAT, folder, name, mode, 0);
	}

	/** @param device in the kernel's 32 bits, which is the lower half of makedev(3) */
	static long mknodat(Call call, int folder, long name, int mode, int device) {
		return call(call, MKNODAT, folder, name, mode, device);
	}

	static long unlinkat(Call call, int folder, long name, int flags) {
		return call(call, UNLINKAT, folder, name, flags, 0);
	}

	static long linkat(Call call, int folder, long name, int toFolder, long toName, int flags) {
		return call(call, LINKAT, folder, name, toFolder, toName, flags, 0);
	}

	static long renameat2(Call call, int folder, long name, int toFolder, long toName, int flags) {
		return call(call, RENAMEAT2, folder, name, toFolder, toName, flags, 0);
	}

	static long symlinkat(Call call, long target, int folder, long name) {
		return call(call, SYMLINKAT, target, folder, name, 0);
	}

	static long readlinkat(Call call, int folder, long name, long buffer, long size) {
		return call(call, READLINKAT, folder, name, buffer, size);
	}

	static long fchmod(Call call, int fd, int mode) {
		return call(call, FCHMOD, fd, mode, 0, 0);
	}

	/** Follows symbolic links. */
	static long fchmodat(Call call, int folder, long name, int mode) {
		return call(call, FCHMODAT, folder, name, mode, 0);
	}

	static long fchownat(Call call, int folder, long name, int uid, int gid, int flags) {
		return call(call, FCHOWNAT, folder, name, uid, gid, flags, 0);
	}

	/** @param name 0 means what {@code folder} has open itself, be it a file */
	static long utimensat(Call call, int folder, long name, long times, int flags) {
		return call(call, UTIMENSAT, folder, name, times, flags);
	}

	static long llistxattr(Call call, long path, long buffer, long size) {
		return call(call, LLISTXATTR, path, buffer, size, 0);
	}

	static long lgetxattr(Call call, long path, long attribute, long buffer, long size) {
		return call(call, LGETXATTR, path, attribute, buffer, size);
	}

	static long lsetxattr(Call call, long path, long attribute, long value, long size) {
		return call(call, LSETXATTR, path, attribute, value, size);
	}

	static long flistxattr(Call call, int fd, long buffer, long size) {
		return call(call, FLISTXATTR, fd, buffer, size, 0);
	}

	static long fgetxattr(Call call, int fd, long attribute, long buffer, long size) {
		return call(call, FGETXATTR, fd, attribute, buffer, size);
	}

	static long fsetxattr(Call call, int fd, long attribute, long value, long size) {
		return call(call, FSETXATTR, fd, attribute, value, size);
	}

	static long fremovexattr(Call call, int fd, long key) {
		return call(call, FREMOVEXATTR, fd, key, 0, 0);
	}

	static long lremovexattr(Call call, long path, long key) {
		return call(call, LREMOVEXATTR, path, key, 0, 0);
	}

	/** Since Linux 6.13. */
	static long listxattrat(Call call, int folder, long name, int flags, long buffer, long size) {
		return call(call, LISTXATTRAT, folder, name, flags, buffer, size, 0);
	}

	/**
	 * Since Linux 6.13.
	 *
	 * @param arguments struct xattr_args: buffer, its size, 0
	 */
	static long getxattrat(Call call, int folder, long name, int flags, long attribute, long arguments) {
		return call(call, GETXATTRAT, folder, name, flags, attribute, arguments, 16);
	}
}
