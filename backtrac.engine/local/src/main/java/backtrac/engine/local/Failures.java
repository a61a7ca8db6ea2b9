package backtrac.engine.local;

import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.posix.PosixException;

/** Turns what the system says into what a transport says. */
final class Failures {

	private Failures() {
	}

	/** The cause is left out: callers of other bundles must not hold objects of this one's libraries. */
	static TransportException about(String path, PosixException e) {
		return new TransportException(reason(e), path + ": " + e.reason());
	}

	static Reason reason(PosixException e) {
		return switch (e.errno()) {
		case ENOENT, ESTALE -> Reason.NOT_FOUND;
		case ENOTDIR, ELOOP -> Reason.NOT_A_DIRECTORY;
		case EEXIST, EISDIR, ENOTEMPTY -> Reason.EXISTS;
		case EPERM, EACCES, EROFS -> Reason.ACCESS_DENIED;
		case EAGAIN, EBUSY -> Reason.LOCKED;
		case ENOSPC, EDQUOT -> Reason.NO_SPACE;
		case EXDEV, EINVAL, EFBIG, EMLINK, ENAMETOOLONG, ENOSYS, EOPNOTSUPP -> Reason.UNSUPPORTED;
		case EBADF -> Reason.CLOSED;
		case EINTR, EIO, ENXIO, ENODEV, EMFILE, ERANGE, ENODATA, OTHER -> Reason.IO;
		};
	}
}
