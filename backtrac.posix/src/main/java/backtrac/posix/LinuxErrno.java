package backtrac.posix;

/** The numbers of errno(3) on Linux (asm-generic/errno.h: the same on x86_64 and aarch64). */
final class LinuxErrno {

	static final int EPERM = 1;
	static final int ENOENT = 2;
	static final int EINTR = 4;
	static final int ENXIO = 6;
	static final int EBADF = 9;
	static final int EACCES = 13;
	static final int EEXIST = 17;
	static final int EINVAL = 22;
	static final int ERANGE = 34;
	static final int ENAMETOOLONG = 36;
	static final int ENODATA = 61;
	static final int EOPNOTSUPP = 95;

	private LinuxErrno() {
	}

	static Errno of(int number) {
		return switch (number) {
		case EPERM -> Errno.EPERM;
		case ENOENT -> Errno.ENOENT;
		case EINTR -> Errno.EINTR;
		case 5 -> Errno.EIO;
		case ENXIO -> Errno.ENXIO;
		case EBADF -> Errno.EBADF;
		case 11 -> Errno.EAGAIN;
		case EACCES -> Errno.EACCES;
		case 16, 26 -> Errno.EBUSY;
		case EEXIST -> Errno.EEXIST;
		case 18 -> Errno.EXDEV;
		case 19 -> Errno.ENODEV;
		case 20 -> Errno.ENOTDIR;
		case 21 -> Errno.EISDIR;
		case EINVAL -> Errno.EINVAL;
		case 23, 24 -> Errno.EMFILE;
		case 27 -> Errno.EFBIG;
		case 28 -> Errno.ENOSPC;
		case 30 -> Errno.EROFS;
		case 31 -> Errno.EMLINK;
		case ERANGE -> Errno.ERANGE;
		case ENAMETOOLONG -> Errno.ENAMETOOLONG;
		case 38 -> Errno.ENOSYS;
		case 39 -> Errno.ENOTEMPTY;
		case 40 -> Errno.ELOOP;
		case ENODATA -> Errno.ENODATA;
		case EOPNOTSUPP -> Errno.EOPNOTSUPP;
		case 116 -> Errno.ESTALE;
		case 122 -> Errno.EDQUOT;
		default -> Errno.OTHER;
		};
	}
}
