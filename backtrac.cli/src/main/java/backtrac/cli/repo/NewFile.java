package backtrac.cli.repo;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

import backtrac.cli.console.Failure;

/** A file that appears when it is whole: written under another name beside it, brought to disk, then renamed. */
final class NewFile implements AutoCloseable {

	private final Path file;
	private final Path part;
	private final boolean overwrite;
	private final FileChannel channel;

	private NewFile(Path file, Path part, boolean overwrite) throws IOException {
		this.file = file;
		this.part = part;
		this.overwrite = overwrite;
		this.channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
	}

	/**
	 * Begins a file.
	 *
	 * @param overwrite whether to replace one that is there
	 */
	static NewFile create(Path file, boolean overwrite) throws IOException {
		requireFree(file, overwrite);
		Path absolute = file.toAbsolutePath();
		Path part = absolute.resolveSibling(".backtrac-export-" + ProcessHandle.current().pid() + ".part");
		try {
			Files.deleteIfExists(part); // of a process of that number that was killed
			return new NewFile(absolute, part, overwrite);
		} catch (NoSuchFileException e) {
			throw new Failure(absolute.getParent() + ": no such folder", e);
		} catch (AccessDeniedException e) {
			throw new Failure(absolute.getParent() + ": permission denied to make a file there", e);
		}
	}

	private static void requireFree(Path file, boolean overwrite) throws IOException {
		if (Files.isDirectory(file)) {
			throw new Failure(file + ": is a folder, give a file's name");
		}
		if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
			if (!Files.isRegularFile(file)) {
				throw new Failure(file + ": is there and no plain file; - writes to standard output");
			}
			if (!overwrite) {
				throw new Failure(file + ": is there already; --overwrite replaces it");
			}
		}
	}

	/** Where to write. */
	OutputStream out() {
		return new OutputStream() {

			private final OutputStream out = Channels.newOutputStream(channel);

			@Override
			public void write(int b) throws IOException {
				write(new byte[] { (byte) b }, 0, 1);
			}

			@Override
			public void write(byte[] bytes, int offset, int length) throws IOException {
				try {
					out.write(bytes, offset, length);
				} catch (IOException e) {
					throw new Failure(file + ": " + e.getMessage(), e);
				}
			}
		};
	}

	/** Makes the file appear. */
	void commit() throws IOException {
		channel.force(true);
		channel.close();
		requireFree(file, overwrite);
		if (overwrite) {
			Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
		} else {
			try {
				Files.move(part, file);
			} catch (FileAlreadyExistsException e) {
				throw new Failure(file + ": has come to be there meanwhile; --overwrite replaces it", e);
			}
		}
	}

	/** Leaves nothing behind unless {@link #commit} was called. */
	@Override
	public void close() throws IOException {
		channel.close();
		Files.deleteIfExists(part);
	}
}
