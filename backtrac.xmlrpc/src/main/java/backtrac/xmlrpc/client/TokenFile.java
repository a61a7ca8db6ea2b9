package backtrac.xmlrpc.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files with tokens, above all that by which this machine's user calls the server. Only the server's own user can read it. */
public final class TokenFile {

	private static final int MOST_CHARACTERS = 500;

	private TokenFile() {
	}

	/**
	 * Where it is.
	 *
	 * @param base the server's own folder, {@code backtrac.base}
	 */
	public static Path of(Path base) {
		return base.resolve("data").resolve("token");
	}

	/**
	 * Reads the token.
	 *
	 * @throws IOException if it is not there or may not be read; the message is for people
	 */
	public static String read(Path base) throws IOException {
		Path file = of(base);
		try {
			return read(file, "delete the file, and the server's next start makes another");
		} catch (NoSuchFileException e) {
			throw new IOException("no token at " + file + ": the server makes one when it starts", e);
		} catch (FileSystemException e) {
			throw new IOException("cannot read the token " + file + ": be the user that the server runs as", e);
		}
	}

	/**
	 * Reads the token in a file that somebody has named.
	 *
	 * @throws IOException if it cannot be read or holds something else, of which the message tells nothing: it may be a secret
	 */
	public static String readFrom(Path file) throws IOException {
		return read(file, "name a file that 'backtrac token add --to' has made");
	}

	private static String read(Path file, String wayOut) throws IOException {
		if (Files.isDirectory(file)) {
			throw new IOException(file + " is a folder: " + wayOut);
		}
		try (InputStream in = Files.newInputStream(file)) {
			String token = new String(in.readNBytes(2 * MOST_CHARACTERS), StandardCharsets.ISO_8859_1).strip();
			if (!isToken(token)) {
				throw new IOException(file + " holds no token: " + wayOut);
			}
			return token;
		}
	}

	/** Whether a text may be a token, whoever has made it: printable ASCII without blanks. */
	static boolean isToken(String text) {
		return text.length() <= MOST_CHARACTERS && text.matches("[!-~]+");
	}
}
