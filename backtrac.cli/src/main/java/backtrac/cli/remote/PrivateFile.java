package backtrac.cli.remote;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import backtrac.cli.console.Failure;
import backtrac.posix.PrivateFiles;

/** A new file that only its user can read, from the first moment. */
final class PrivateFile implements AutoCloseable {

	private final Path file;
	private final FileChannel channel;
	private boolean committed;

	private PrivateFile(Path file, FileChannel channel) {
		this.file = file;
		this.channel = channel;
	}

	/** @throws Failure if there is one already, or it cannot be made */
	static PrivateFile create(Path file) throws IOException {
		try {
			return new PrivateFile(file, PrivateFiles.create(file));
		} catch (FileAlreadyExistsException e) {
			throw new Failure(file + ": is there already; name a new file", e);
		} catch (NoSuchFileException e) {
			throw new Failure(file.toAbsolutePath().getParent() + ": no such folder", e);
		}
	}

	Path path() {
		return file;
	}

	/** Writes its only line, and lets it stay. */
	void commit(String line) throws IOException {
		PrivateFiles.write(channel, line + "\n");
		committed = true;
	}

	/** Leaves nothing behind unless {@link #commit} was called. */
	@Override
	public void close() throws IOException {
		channel.close();
		if (!committed) {
			Files.delete(file);
		}
	}
}
