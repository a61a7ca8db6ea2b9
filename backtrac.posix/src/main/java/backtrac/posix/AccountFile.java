package backtrac.posix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of users or of groups: passwd(5), group(5). Lines of name, password, number and more, with colons between. */
final class AccountFile {

	private final Path path;

	AccountFile(Path path) {
		this.path = path;
	}

	/** The first name of a number; null if it has none, or there is no such file. */
	String name(int id) {
		String number = Integer.toUnsignedString(id);
		try {
			for (String line : Files.readAllLines(path, StandardCharsets.ISO_8859_1)) {
				String[] fields = line.split(":", 4);
				if (fields.length >= 3 && fields[2].equals(number)) {
					return new String(fields[0].getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
				}
			}
		} catch (IOException e) {
			return null; // names are a courtesy beside the numbers
		}
		return null;
	}
}
