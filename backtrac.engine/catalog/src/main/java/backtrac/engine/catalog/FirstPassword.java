package backtrac.engine.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import backtrac.api.catalog.CatalogException;
import backtrac.posix.PrivateFiles;

/** The file in which whoever may read the server's data finds the one-time password. */
final class FirstPassword {

	/** No letters and digits that look alike. */
	private static final String CHARACTERS = "abcdefghjkmnpqrstuvwxyz23456789";
	private static final int GROUPS = 4;
	private static final int GROUP = 4;

	private final Path file;

	FirstPassword(Path data) {
		file = data.resolve("first-password");
	}

	/** A random password of 79 bits, such as {@code k7mw-pz3e-x2qa-hn9u}. */
	static String random() {
		SecureRandom random = new SecureRandom();
		return IntStream.range(0, GROUPS).mapToObj(group -> random.ints(GROUP, 0, CHARACTERS.length())
				.mapToObj(i -> CHARACTERS.substring(i, i + 1)).collect(Collectors.joining())).collect(Collectors.joining("-"));
	}

	Path file() {
		return file;
	}

	boolean exists() {
		return Files.exists(file);
	}

	/** Writes the file, whole or not at all; no one else can read it at any time. */
	void write(String password) {
		try {
			PrivateFiles.replace(file, password + "\n");
		} catch (IOException e) {
			throw new CatalogException("The first password cannot be written to " + file + ": " + e, e);
		}
	}

	/** Deletes the file, if it is there. */
	void delete() {
		try {
			Files.deleteIfExists(file);
		} catch (IOException e) {
			throw new CatalogException("The file with the first password cannot be deleted, delete it by hand: " + file + " (" + e + ")", e);
		}
	}
}
