package backtrac.notify.channel;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/** A file with something secret in it, read whenever it is needed, so that a new secret holds at once. */
record PrivateFile(Path path) {

	private static final int LARGEST = 65_536;

	/**
	 * Its lines, without those that are empty.
	 *
	 * @throws IOException with a message for people: also if others may read or change the file
	 */
	List<String> lines() throws IOException {
		requirePrivate();
		try {
			if (Files.size(path) > LARGEST) {
				throw new IOException(path + " is too large for a secret");
			}
			return Files.readAllLines(path).stream().map(String::strip).filter(line -> !line.isEmpty()).toList();
		} catch (CharacterCodingException _) {
			throw new IOException(path + " is no text in UTF-8");
		}
	}

	/** Its first line. */
	String firstLine() throws IOException {
		List<String> lines = lines();
		if (lines.isEmpty()) {
			throw new IOException(path + " is empty");
		}
		return lines.getFirst();
	}

	/** Sees to it that no user but its owner and its group has access, where the file system knows of such. */
	void requirePrivate() throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
		try {
			if (view != null) {
				var permissions = view.readAttributes().permissions();
				if (permissions.contains(PosixFilePermission.OTHERS_READ) || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
					throw new IOException("every user of this machine may read or change " + path + ", which holds a secret: chmod 600 it");
				}
			}
		} catch (NoSuchFileException _) {
			throw new IOException(path + " is not there");
		}
	}
}
