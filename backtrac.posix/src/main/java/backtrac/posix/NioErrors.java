package backtrac.posix;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns what {@code java.nio} throws into a {@link PosixException}. It has classes for some failures only; the others are
 * known by the system's own words, which are English unless the system speaks another language: those are
 * {@link Errno#OTHER}, with these words as the reason.
 */
final class NioErrors {

	/** Beginnings of strerror(3) as the C libraries of Linux, macOS and the BSDs have it, and of Windows' messages. */
	private static final Map<String, Errno> WORDS = new LinkedHashMap<>();
	static {
		WORDS.put("Operation not permitted", Errno.EPERM);
		WORDS.put("No such file or directory", Errno.ENOENT);
		WORDS.put("Interrupted system call", Errno.EINTR);
		WORDS.put("Input/output error", Errno.EIO);
		WORDS.put("I/O error", Errno.EIO);
		WORDS.put("No such device", Errno.ENXIO);
		WORDS.put("Bad file descriptor", Errno.EBADF);
		WORDS.put("Resource temporarily unavailable", Errno.EAGAIN);
		WORDS.put("Permission denied", Errno.EACCES);
		WORDS.put("Device or resource busy", Errno.EBUSY);
		WORDS.put("Resource busy", Errno.EBUSY);
		WORDS.put("Text file busy", Errno.EBUSY);
		WORDS.put("The process cannot access the file because", Errno.EBUSY);
		WORDS.put("File exists", Errno.EEXIST);
		WORDS.put("Invalid cross-device link", Errno.EXDEV);
		WORDS.put("Cross-device link", Errno.EXDEV);
		WORDS.put("Not a directory", Errno.ENOTDIR);
		WORDS.put("Is a directory", Errno.EISDIR);
		WORDS.put("Invalid argument", Errno.EINVAL);
		WORDS.put("Invalid or incomplete multibyte", Errno.EINVAL);
		WORDS.put("Illegal byte sequence", Errno.EINVAL);
		WORDS.put("The filename, directory name, or volume label syntax", Errno.EINVAL);
		WORDS.put("Too many open files", Errno.EMFILE);
		WORDS.put("File too large", Errno.EFBIG);
		WORDS.put("No space left on device", Errno.ENOSPC);
		WORDS.put("There is not enough space on the disk", Errno.ENOSPC);
		WORDS.put("Read-only file system", Errno.EROFS);
		WORDS.put("The media is write protected", Errno.EROFS);
		WORDS.put("Too many links", Errno.EMLINK);
		WORDS.put("An attempt was made to create more links", Errno.EMLINK);
		WORDS.put("Numerical result out of range", Errno.ERANGE);
		WORDS.put("Result too large", Errno.ERANGE);
		WORDS.put("File name too long", Errno.ENAMETOOLONG);
		WORDS.put("The filename or extension is too long", Errno.ENAMETOOLONG);
		WORDS.put("Function not implemented", Errno.ENOSYS);
		WORDS.put("Directory not empty", Errno.ENOTEMPTY);
		WORDS.put("Too many levels of symbolic links", Errno.ELOOP);
		WORDS.put("No data available", Errno.ENODATA);
		WORDS.put("Attribute not found", Errno.ENODATA);
		WORDS.put("Operation not supported", Errno.EOPNOTSUPP);
		WORDS.put("Not supported", Errno.EOPNOTSUPP);
		WORDS.put("Stale file handle", Errno.ESTALE);
		WORDS.put("Stale NFS file handle", Errno.ESTALE);
		WORDS.put("Disk quota exceeded", Errno.EDQUOT);
		WORDS.put("Disc quota exceeded", Errno.EDQUOT);
	}

	private NioErrors() {
	}

	static PosixException of(String call, String name, Exception failure) {
		if (failure instanceof PosixException known) {
			return known.about(name);
		}
		Exception cause = failure instanceof DirectoryIteratorException iteration ? iteration.getCause() : failure;
		Errno errno = errno(cause);
		String words = words(cause);
		PosixException result = errno == Errno.OTHER && words != null ? PosixException.because(call, name, errno, words)
				: new PosixException(call, name, errno, 0);
		result.initCause(cause);
		return result;
	}

	private static Errno errno(Exception failure) {
		return switch (failure) {
		case NoSuchFileException _ -> Errno.ENOENT;
		case FileAlreadyExistsException _ -> Errno.EEXIST;
		case DirectoryNotEmptyException _ -> Errno.ENOTEMPTY;
		case NotDirectoryException _ -> Errno.ENOTDIR;
		case NotLinkException _ -> Errno.EINVAL;
		case AccessDeniedException _ -> Errno.EACCES;
		case AtomicMoveNotSupportedException _ -> Errno.EXDEV;
		case FileSystemLoopException _ -> Errno.ELOOP;
		case ClosedByInterruptException _ -> Errno.EINTR;
		case ClosedChannelException _ -> Errno.EBADF;
		case ClosedDirectoryStreamException _ -> Errno.EBADF;
		case InvalidPathException _ -> Errno.EINVAL;
		case UnsupportedOperationException _ -> Errno.EOPNOTSUPP;
		default -> byWords(words(failure));
		};
	}

	private static String words(Exception failure) {
		return failure instanceof FileSystemException about ? about.getReason() : failure.getMessage();
	}

	/** The system's words stand alone, or after what failed and a colon. */
	private static Errno byWords(String words) {
		if (words != null) {
			int start = words.lastIndexOf(": ") < 0 ? 0 : words.lastIndexOf(": ") + 2;
			for (Map.Entry<String, Errno> known : WORDS.entrySet()) {
				if (words.regionMatches(true, start, known.getKey(), 0, known.getKey().length())) {
					return known.getValue();
				}
			}
		}
		return Errno.OTHER;
	}

	/** Something of {@code java.nio}. */
	interface Step<T> {
		T run() throws IOException;
	}

	/** Does it, and says what went wrong in this package's words. */
	static <T> T attempt(String call, String name, Step<T> step) throws PosixException {
		try {
			return step.run();
		} catch (IOException | DirectoryIteratorException | ClosedDirectoryStreamException | InvalidPathException
				| UnsupportedOperationException e) {
			throw of(call, name, e);
		}
	}
}
