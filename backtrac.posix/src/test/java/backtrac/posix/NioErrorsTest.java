package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

import org.junit.jupiter.api.Test;

class NioErrorsTest {

	@Test
	void failuresHaveTheirNames() {
		for (String word : new String[] { "Too many links:EMLINK", "No space left on device:ENOSPC", "Read-only file system:EROFS",
				"Disk quota exceeded:EDQUOT", "Operation not permitted:EPERM", "Is a directory:EISDIR", "Input/output error:EIO",
				"Error writing extended attribute 'a': Operation not supported:EOPNOTSUPP",
				"An attempt was made to create more links on a file than the file system supports:EMLINK",
				"There is not enough space on the disk:ENOSPC", "The media is write protected:EROFS" }) {
			int colon = word.lastIndexOf(':');
			Errno expected = Errno.valueOf(word.substring(colon + 1));
			assertEquals(expected, errno(new FileSystemException("f", "g", word.substring(0, colon))));
			assertEquals(expected, errno(new IOException(word.substring(0, colon))));
		}
		assertEquals(Errno.ENOENT, errno(new NoSuchFileException("f")));
		assertEquals(Errno.EACCES, errno(new AccessDeniedException("f")));
		assertEquals(Errno.EXDEV, errno(new AtomicMoveNotSupportedException("f", "g", "x")));
		assertEquals(Errno.EINTR, errno(new ClosedByInterruptException()));
		assertEquals(Errno.EBADF, errno(new AsynchronousCloseException()));
	}

	@Test
	void anUnknownOneKeepsItsWords() {
		PosixException failure = NioErrors.of("link", "f", new FileSystemException("/x/f", null, "Zu viele Verknüpfungen"));
		assertEquals(Errno.OTHER, failure.errno());
		assertEquals("f: Zu viele Verknüpfungen", failure.getMessage());
		assertEquals(Errno.OTHER, errno(new IOException()));
	}

	private static Errno errno(IOException failure) {
		return NioErrors.of("call", "f", failure).errno();
	}
}
