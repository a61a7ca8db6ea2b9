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

	/**
	 * This machine's own. The JVM must be started with {@code --enable-native-access=ALL-UNNAMED}, or it warns.
	 *
	 * @throws UnsupportedOperationException if it is not Linux on x86_64 or aarch64
	 */
	static FileSystem system() {
		String system = System.getProperty("os.name");
		String machine = System.getProperty("os.arch");
		if (!system.equals("Linux") || !machine.equals("amd64") && !machine.equals("aarch64")) {
			throw new UnsupportedOperationException("BackTrac reads files on Linux for x86_64 or aarch64 only, and this is " + system + " for " + machine);
		}
		return LinuxFileSystem.INSTANCE;
	}
}
