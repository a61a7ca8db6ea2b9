package backtrac.engine.catalog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import backtrac.api.catalog.CatalogException;

/** A small file with one line, which only its owner may read, from its making on. */
final class PrivateFile {

	private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY = PosixFilePermissions
			.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
	private static final Set<PosixFilePermission> OTHERS = EnumSet.of(PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE,
			PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);

	private final Path file;
	private final String what;

	/** @param what is in it, for people, such as "the key" */
	PrivateFile(Path file, String what) {
		this.file = file;
		this.what = what;
	}

	Path path() {
		return file;
	}

	boolean exists() {
		return Files.exists(file);
	}

	/** Whether others than its owner may read or write it. */
	boolean isOpenToOthers() {
		try {
			return Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
		} catch (IOException e) {
			throw new CatalogException("The file with " + what + " cannot be looked at: " + file + " (" + e + ")", e);
		}
	}

	/** The line. */
	String read() {
		try {
			return Files.readString(file).strip();
		} catch (IOException e) {
			throw new CatalogException("The file with " + what + " cannot be read: " + file + " (" + e + ")", e);
		}
	}

	/** Makes the file, whole or not at all. If there is one already, made by another server perhaps, that stays. */
	void create(String line) {
		Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".new");
		try {
			try {
				write(temporary, line);
				// unlike a rename, a link does not replace what is there
				Files.createLink(file, temporary);
			} catch (FileAlreadyExistsException e) {
				return; // that one is as good
			} finally {
				Files.deleteIfExists(temporary);
			}
		} catch (IOException e) {
			throw new CatalogException("The file with " + what + " cannot be written: " + file + " (" + e + ")", e);
		}
	}

	/** Makes a file and brings it to disk. */
	static void write(Path file, String line) throws IOException {
		try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
			ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
			while (bytes.hasRemaining()) {
				channel.write(bytes);
			}
			channel.force(true);
		}
	}
}
