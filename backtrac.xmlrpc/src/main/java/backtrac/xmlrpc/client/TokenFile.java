package backtrac.xmlrpc.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The file with the token by which this machine's user calls the server. Only the server's own user can read it. */
public final class TokenFile {

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
			return Files.readString(file).strip();
		} catch (NoSuchFileException e) {
			throw new IOException("no token at " + file + ": the server makes it when it starts", e);
		} catch (IOException e) {
			throw new IOException("cannot read the token " + file + ": be the user that the server runs as", e);
		}
	}
}
