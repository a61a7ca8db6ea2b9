package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.xmlrpc.client.TokenFile;

class AccessTokenTest {

	@TempDir
	Path base;

	@Test
	void isMadeOnceAndForItsUserAlone() throws Exception {
		AccessToken made = new AccessToken(base);
		String token = TokenFile.read(base);

		assertEquals(32, Base64.getUrlDecoder().decode(token).length);
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(TokenFile.of(base))));
		assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(base.resolve("data"))));
		try (Stream<Path> files = Files.list(base.resolve("data"))) {
			assertEquals(List.of(TokenFile.of(base)), files.toList());
		}
		assertTrue(made.is(token));
		assertFalse(made.is(""));
		assertFalse(made.is(token.substring(1)));
		assertTrue(new AccessToken(base).is(token));
		assertEquals(token, TokenFile.read(base));
	}

	@Test
	void whatAnInterruptedStartLeftIsReplaced() throws Exception {
		Files.createDirectories(base.resolve("data"));
		Files.writeString(base.resolve("data/token.new"), "half");

		assertTrue(new AccessToken(base).is(TokenFile.read(base)));
	}

	@Test
	void anEmptyFileLetsNobodyIn() throws Exception {
		Files.createDirectories(base.resolve("data"));
		Files.writeString(TokenFile.of(base), "\n");

		IOException refused = assertThrows(IOException.class, () -> new AccessToken(base));
		assertTrue(refused.getMessage().contains("holds no token: delete the file"), refused.getMessage());
	}

	@Test
	void anOpenFileIsClosed() throws Exception {
		new AccessToken(base);
		Files.setPosixFilePermissions(TokenFile.of(base), PosixFilePermissions.fromString("rw-r--r--"));

		new AccessToken(base);

		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(TokenFile.of(base))));
	}

	@Test
	void aMissingFileIsTold() {
		IOException missing = assertThrows(IOException.class, () -> TokenFile.read(base));
		assertTrue(missing.getMessage().contains("no token at " + base), missing.getMessage());
	}
}
