package backtrac.posix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Makes small files that only their owner may read and write, from their first moment on: keys, tokens, passwords. Where the file system has no
 * such permissions, they get those that are usual there.
 */
public final class PrivateFiles {

	private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
	private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
	private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.copyOf(FOLDER));

	private PrivateFiles() {
	}

	/**
	 * Opens a new, empty file for writing. The caller closes it.
	 *
	 * @throws FileAlreadyExistsException if there is one already
	 */
	public static FileChannel create(Path file) throws IOException {
		return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes(file, FILE));
	}

	/** Writes all of a text, as UTF-8, and brings it to disk. */
	public static void write(FileChannel channel, String text) throws IOException {
		ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
		while (bytes.hasRemaining()) {
			channel.write(bytes);
		}
		channel.force(true);
	}

	/**
	 * Makes a file, whole or not at all, and brings it to disk.
	 *
	 * @throws FileAlreadyExistsException if there is one already, which stays
	 */
	public static void add(Path file, String text) throws IOException {
		// unlike a rename, a link does not replace what is there
		make(file, text, UUID.randomUUID() + ".new", temporary -> Files.createLink(file, temporary));
	}

	/**
	 * Makes a file, whole or not at all, and brings it to disk. One that is there already is replaced; what a crash has left half written beside it is
	 * removed. Not by two at a time.
	 */
	public static void replace(Path file, String text) throws IOException {
		make(file, text, "new", temporary -> Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE));
	}

	/** Makes a folder that only its owner may enter, and those around it; one that is there already stays as it is. */
	public static void makeFolder(Path folder) throws IOException {
		if (!Files.isDirectory(folder)) {
			Files.createDirectories(folder, attributes(folder, FOLDER));
		}
	}

	/** Whether others than its owner have any right to it. */
	public static boolean isOpenToOthers(Path file) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		return view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains);
	}

	/**
	 * Takes the rights of all others away.
	 *
	 * @return whether they had any
	 */
	public static boolean closeToOthers(Path file) throws IOException {
		boolean isOpen = isOpenToOthers(file);
		if (isOpen) {
			Files.setPosixFilePermissions(file, FILE);
		}
		return isOpen;
	}

	private interface Placing {

		void place(Path temporary) throws IOException;
	}

	private static void make(Path file, String text, String suffix, Placing placing) throws IOException {
		Path temporary = file.resolveSibling(file.getFileName() + "." + suffix);
		Files.deleteIfExists(temporary);
		try {
			try (FileChannel channel = create(temporary)) {
				write(channel, text);
			}
			placing.place(temporary);
		} finally {
			Files.deleteIfExists(temporary);
		}
		NioSync.SYSTEM.folder(file.toAbsolutePath().getParent());
	}

	private static FileAttribute<?>[] attributes(Path file, Set<PosixFilePermission> permissions) {
		return file.getFileSystem().supportedFileAttributeViews().contains("posix") ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(permissions) }
				: new FileAttribute<?>[0];
	}
}
