package backtrac.cli.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import backtrac.cli.console.Failure;

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
		boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
		FileAttribute<?>[] attributes = posix ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
		try {
			return new PrivateFile(file, FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes));
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
		ByteBuffer bytes = StandardCharsets.UTF_8.encode(line + "\n");
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
		channel.force(true);
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
