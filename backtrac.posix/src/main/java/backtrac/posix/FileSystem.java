package backtrac.posix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where folders are opened. Safe for use by several threads. */
public interface FileSystem {

	/** The system property that chooses: {@code nio} for {@link #portable}, else the best there is. */
	String PROPERTY = "backtrac.filesystem";

	/**
	 * Opens a folder by its path. Follows symbolic links: the path is the user's own word.
	 *
	 * @throws PosixException {@link Errno#ENOENT}, {@link Errno#ENOTDIR}, {@link Errno#EACCES} …
	 */
	Directory open(Path path) throws IOException;

	/** What of files this one cannot reach, in a sentence for people; empty if it reaches all there is. */
	default Optional<String> limits() {
		return Optional.empty();
	}

	/**
	 * The best for this machine, the same at each call: Linux's own calls on x86_64 and aarch64, else {@link #portable}. The
	 * JVM must be started with {@code --enable-native-access=ALL-UNNAMED}, or it warns.
	 */
	static FileSystem system() {
		return SystemFileSystem.CHOSEN.files();
	}

	/**
	 * The files of this machine through {@code java.nio}, which every system has. It does less: see {@link #limits}. What it
	 * cannot do fails with {@link Errno#EOPNOTSUPP} and changes nothing; what it cannot know is left unknown in {@link Stat}.
	 * It tells a folder that was moved or replaced under it with {@link Errno#ESTALE}, but not in the instant between its
	 * look and the act where {@code java.nio} has paths only.
	 */
	static FileSystem portable() {
		return NioFileSystem.INSTANCE;
	}
}
