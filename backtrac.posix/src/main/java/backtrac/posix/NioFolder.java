package backtrac.posix;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An open folder as {@code java.nio} can hold one. Where the system lets it (Linux, macOS) it is a
 * {@link SecureDirectoryStream}, which opens, lists, moves and removes relative to the folder itself; else, and for all other
 * acts everywhere, it is the folder's path, with a look first whether that still leads to the same folder.
 */
abstract sealed class NioFolder {

	private final Path path;
	private final Object key;
	private volatile boolean closed;

	private NioFolder(Path path, Object key) {
		this.path = path;
		this.key = key;
	}

	/** Opens a folder by the user's own path. */
	static NioFolder open(Path path, boolean secure) throws IOException {
		Path real = path.toRealPath();
		DirectoryStream<Path> stream = Files.newDirectoryStream(real);
		if (secure && stream instanceof SecureDirectoryStream<Path> folder) {
			return Secure.of(real, folder);
		}
		stream.close();
		return new Plain(real, NioMetadata.key(real));
	}

	/** The path of an entry, or with null of the folder itself, after a look that the folder is still there. */
	final Path at(Path name) throws IOException {
		requireOpen();
		Object now;
		try {
			now = NioMetadata.key(path);
		} catch (NoSuchFileException e) {
			throw gone();
		}
		if (!Objects.equals(now, key)) {
			throw gone();
		}
		return name == null ? path : path.resolve(name);
	}

	private PosixException gone() {
		return PosixException.because("", "", Errno.ESTALE, "the folder " + path + " was moved or replaced while it was open");
	}

	final Path path() {
		return path;
	}

	final void requireOpen() throws PosixException {
		if (closed) {
			throw new PosixException("", "", Errno.EBADF, 0);
		}
	}

	/** Idempotent. */
	void close() {
		closed = true;
	}

	/** The entries, of whose paths the last name counts. */
	abstract List<Path> list() throws IOException;

	/** Opens a folder in this one, if it is no symbolic link. */
	abstract NioFolder open(Path name) throws IOException;

	/** Opens a file, if it is no symbolic link. */
	abstract FileChannel channel(Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException;

	abstract BasicFileAttributes basic(Path name) throws IOException;

	abstract void delete(Path name) throws IOException;

	abstract void deleteDirectory(Path name) throws IOException;

	/** Gives another name, and replaces what has it. */
	abstract void move(Path name, NioFolder target, Path targetName) throws IOException;

	private static List<Path> all(DirectoryStream<Path> stream) throws IOException {
		try (stream) {
			List<Path> all = new ArrayList<>();
			stream.forEach(all::add);
			return all;
		}
	}

	private static final class Secure extends NioFolder {

		private final SecureDirectoryStream<Path> stream;

		private Secure(Path path, Object key, SecureDirectoryStream<Path> stream) {
			super(path, key);
			this.stream = stream;
		}

		static Secure of(Path path, SecureDirectoryStream<Path> stream) throws IOException {
			try {
				return new Secure(path, stream.getFileAttributeView(BasicFileAttributeView.class).readAttributes().fileKey(), stream);
			} catch (IOException e) {
				stream.close();
				throw e;
			}
		}

		@Override
		List<Path> list() throws IOException {
			return all(stream.newDirectoryStream(NioNames.ITSELF, LinkOption.NOFOLLOW_LINKS));
		}

		@Override
		NioFolder open(Path name) throws IOException {
			boolean itself = name.equals(NioNames.ITSELF);
			if (!itself && !basic(name).isDirectory()) { // a pipe would wait, and the JDK leaves a file open
				throw new NotDirectoryException(name.toString());
			}
			return of(itself ? path() : path().resolve(name), stream.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
		}

		@Override
		FileChannel channel(Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
			return (FileChannel) stream.newByteChannel(name, options, attributes);
		}

		@Override
		BasicFileAttributes basic(Path name) throws IOException {
			return stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).readAttributes();
		}

		@Override
		void delete(Path name) throws IOException {
			stream.deleteFile(name);
		}

		@Override
		void deleteDirectory(Path name) throws IOException {
			stream.deleteDirectory(name);
		}

		@Override
		void move(Path name, NioFolder target, Path targetName) throws IOException {
			stream.move(name, ((Secure) target).stream, targetName);
		}

		@Override
		void close() {
			super.close();
			try {
				stream.close();
			} catch (IOException unwritten) {
				// a folder has nothing to write when it is closed
			}
		}
	}

	private static final class Plain extends NioFolder {

		private Plain(Path path, Object key) {
			super(path, key);
		}

		@Override
		List<Path> list() throws IOException {
			return all(Files.newDirectoryStream(at(null)));
		}

		@Override
		NioFolder open(Path name) throws IOException {
			Path folder = at(name).normalize();
			BasicFileAttributes found = Files.readAttributes(folder, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
			if (!found.isDirectory() || found.isOther()) {
				throw new NotDirectoryException(folder.toString());
			}
			Files.newDirectoryStream(folder).close(); // may it be read?
			return new Plain(folder, found.fileKey());
		}

		@Override
		FileChannel channel(Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
			return FileChannel.open(at(name), options, attributes);
		}

		@Override
		BasicFileAttributes basic(Path name) throws IOException {
			return Files.readAttributes(at(name), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
		}

		@Override
		void delete(Path name) throws IOException {
			if (basic(name).isDirectory()) {
				throw new FileSystemException(name.toString(), null, "Is a directory");
			}
			Files.delete(at(name));
		}

		@Override
		void deleteDirectory(Path name) throws IOException {
			if (!basic(name).isDirectory()) {
				throw new NotDirectoryException(name.toString());
			}
			Files.delete(at(name));
		}

		@Override
		void move(Path name, NioFolder target, Path targetName) throws IOException {
			Files.move(at(name), target.at(targetName), StandardCopyOption.ATOMIC_MOVE);
		}
	}
}
