package backtrac.posix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings things to disk. {@code java.nio} cannot do so for a file system; on Linux the command sync(1) can. Elsewhere there
 * is none that returns when all is done; so each file is forced to disk when it is closed.
 */
final class NioSync {

	static final NioSync SYSTEM = new NioSync(findCommand());

	private final Path command;

	/** @param command the program that brings a file system to disk; null if there is none, and each file must be forced */
	NioSync(Path command) {
		this.command = command;
	}

	private static Path findCommand() {
		boolean linux = System.getProperty("os.name").equals("Linux");
		return !linux ? null : Stream.of("/usr/bin/sync", "/bin/sync").map(Path::of).filter(Files::isExecutable).findFirst().orElse(null);
	}

	/** Whether a file has to be forced to disk before it is closed. */
	boolean forcesFiles() {
		return command == null;
	}

	void fileSystem(Path folder) throws IOException {
		if (command == null) {
			folder(folder); // the files are there; this brings what is left of the file system's own journal
		} else if (!run(List.of(command.toString(), "-f", folder.toString())) && !run(List.of(command.toString()))) {
			throw PosixException.because("sync", "", Errno.EIO, "the command " + command + " could not bring the file system to disk");
		}
	}

	/** A folder's path that is no text reaches the command wrongly, or not at all: then it brings all file systems to disk. */
	private static boolean run(List<String> words) throws IOException {
		ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
		Process process = builder.start();
		boolean interrupted = false;
		try {
			for (;;) {
				try {
					return process.waitFor() == 0;
				} catch (InterruptedException e) {
					interrupted = true; // a half-done commit is worth more than the moment
				}
			}
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** A folder's own entries. Windows opens no folder, and its file systems keep a journal of names. */
	void folder(Path folder) throws IOException {
		if (!folder.getFileSystem().getSeparator().equals("/")) {
			return;
		}
		boolean interrupted = Thread.interrupted();
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}
}
