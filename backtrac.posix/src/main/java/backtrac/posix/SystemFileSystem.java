package backtrac.posix;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Supplier;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;

/**
 * The choice of a file system, made once.
 *
 * @param files   what was chosen
 * @param trouble why it is not what this machine should have; null if it is
 */
record SystemFileSystem(FileSystem files, String trouble) {

	static final SystemFileSystem CHOSEN = chooseAndTell();

	private static SystemFileSystem chooseAndTell() {
		SystemFileSystem chosen = choose(System.getProperty(FileSystem.PROPERTY, ""), System.getProperty("os.name"), System.getProperty("os.arch"),
				() -> LinuxFileSystem.INSTANCE);
		if (chosen.trouble != null) {
			LoggerFactory.getLogger(SystemFileSystem.class).warn(chosen.trouble);
		}
		return chosen;
	}

	/** @param linux makes the one for Linux, and fails if the system's calls cannot be had */
	static SystemFileSystem choose(String wanted, String system, String machine, Supplier<FileSystem> linux) {
		if (wanted.equals("nio") || !system.equals("Linux") || !machine.equals("amd64") && !machine.equals("aarch64")) {
			return new SystemFileSystem(NioFileSystem.INSTANCE, null);
		}
		try {
			FileSystem files = linux.get();
			tryOut(files);
			return new SystemFileSystem(files, wanted.isEmpty() ? null
					: "the system property " + FileSystem.PROPERTY + " is '" + wanted + "', which means nothing: set it to nio or leave it off");
		} catch (RuntimeException | LinkageError denied) {
			return fallBack(because(denied));
		} catch (PosixException denied) {
			return fallBack(denied.reason());
		} catch (IOException impossible) {
			throw new AssertionError(impossible);
		}
	}

	/** A sandbox may know the calls and refuse them. */
	private static void tryOut(FileSystem files) throws IOException {
		try (Directory root = files.open(Path.of("/"))) {
			root.stat(ByteString.EMPTY, new Stat());
		} catch (PosixException e) {
			if (e.errno() == Errno.ENOSYS) {
				throw e;
			}
		}
	}

	private static String because(Throwable denied) {
		Throwable cause = denied;
		while (cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause.getMessage() == null ? cause.toString() : cause.getMessage();
	}

	private static SystemFileSystem fallBack(String reason) {
		return new SystemFileSystem(NioFileSystem.INSTANCE, "Linux's own file calls cannot be used (" + reason
				+ "), so files are reached through java.nio, which does less: start Java with --enable-native-access=ALL-UNNAMED");
	}
}
