package backtrac.posix;

import java.io.IOException;
import java.nio.file.Path;

/** Where folders are opened. Safe for use by several threads. */
public interface FileSystem {

	/**
	 * Opens a folder by its path. Follows symbolic links: the path is the user's own word.
	 *
	 * @throws PosixException {@link Errno#ENOENT}, {@link Errno#ENOTDIR}, {@link Errno#EACCES} …
	 */
	Directory open(Path path) throws IOException;
}
