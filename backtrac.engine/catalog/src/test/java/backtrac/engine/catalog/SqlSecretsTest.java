package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.CatalogException;

class SqlSecretsTest {

	private static final String SECRET = "correct horse battery staple";

	@TempDir
	Path data;

	private final Database database = Kind.derby();

	private Path keyFile() {
		return data.resolve("secret.key");
	}

	private SqlSecrets secrets() {
		return new SqlSecrets(database, keyFile());
	}

	private static String failure(SqlSecrets secrets) {
		CatalogException read = assertThrows(CatalogException.class, () -> secrets.read("mail"));
		CatalogException set = assertThrows(CatalogException.class, () -> secrets.set("mail", "other", SECRET));
		assertEquals(read.getMessage(), set.getMessage());
		assertFalse(read.toString().contains(SECRET));
		return read.getMessage();
	}

	@Test
	void theKeyIsForItsOwnerOnlyAndMadeWhenItIsNeeded() throws IOException {
		assertEquals(Set.of(), secrets().names("mail"));
		assertEquals(Map.of(), secrets().read("mail"));
		assertFalse(Files.exists(keyFile()));
		secrets().set("mail", "password", SECRET);
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())));
		try (Stream<Path> files = Files.list(data)) {
			assertEquals(List.of(keyFile()), files.toList());
		}
		assertEquals(Map.of("password", SECRET), secrets().read("mail"));
	}

	@Test
	void noFileOfTheDatabaseHoldsASecretInTheClear() throws IOException {
		Path folder = data.resolve("catalog");
		DerbyDatabase onDisk = Databases.onDisk(folder);
		SqlSecrets secrets = new SqlSecrets(onDisk, keyFile());
		secrets.set("mail", "password", "first " + SECRET);
		secrets.set("mail", "password", SECRET);
		assertEquals(Map.of("password", SECRET), secrets.read("mail"));
		onDisk.close();
		List<Path> holdOwner = new ArrayList<>();
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				byte[] content = Files.readAllBytes(file);
				for (var encoding : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE)) {
					assertFalse(holds(content, SECRET.getBytes(encoding)), file.toString());
				}
				if (holds(content, "mail".getBytes(StandardCharsets.UTF_8))) {
					holdOwner.add(file);
				}
			}
		}
		assertFalse(holdOwner.isEmpty(), "the search finds what is in the clear");
	}

	private static boolean holds(byte[] content, byte[] part) {
		return new String(content, StandardCharsets.ISO_8859_1).contains(new String(part, StandardCharsets.ISO_8859_1));
	}

	@Test
	void theSameSecretIsNeverEncryptedTheSame() {
		secrets().set("a", "password", SECRET);
		secrets().set("b", "password", SECRET);
		List<String> stored = database.read("read", sql -> sql.all(row -> row.getString(1), "SELECT content FROM secrets"));
		assertNotEquals(stored.get(0), stored.get(1));
	}

	@Test
	void aKeyThatOthersMayReadIsRefused() throws IOException {
		secrets().set("mail", "password", SECRET);
		Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-r-----"));
		assertEquals("The key of the secrets may be read by others: make it private by chmod 600 " + keyFile()
				+ ", and set the secrets anew if somebody may have seen it.", failure(secrets()));
		Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-------"));
		assertEquals(Map.of("password", SECRET), secrets().read("mail"));
	}

	@Test
	void aMissingKeyIsNotReplacedByANewOne() throws IOException {
		secrets().set("mail", "password", SECRET);
		Files.delete(keyFile());
		assertEquals("The key of the stored secrets is missing: put the file " + keyFile() + " back; if it is lost, remove all secrets, and set them"
				+ " again.", failure(secrets()));
		assertFalse(Files.exists(keyFile()));
		assertEquals(Set.of("password"), secrets().names("mail"));
		secrets().set("mail", "password", null);
		secrets().set("mail", "password", "another");
		assertEquals(Map.of("password", "another"), secrets().read("mail"));
	}

	@Test
	void anotherKeyReadsNothing() throws IOException {
		secrets().set("mail", "password", SECRET);
		Files.delete(keyFile());
		new PrivateFile(keyFile(), "another key").create(Base64.getEncoder().encodeToString(SecretBox.randomKey()));
		CatalogException e = assertThrows(CatalogException.class, () -> secrets().read("mail"));
		assertEquals("The secret password of mail was encrypted with another key than that in " + keyFile()
				+ ": put the right key file there, or set the secret again.", e.getMessage());
	}

	@Test
	void aSecretCannotBeReadInThePlaceOfAnother() {
		secrets().set("mail", "password", SECRET);
		for (String change : List.of("owner_id = 'ma', name = 'ilpassword'", "owner_id = 'attacker', name = 'password'")) {
			database.write("move", sql -> sql.update("UPDATE secrets SET " + change));
			String owner = change.contains("attacker") ? "attacker" : "ma";
			assertThrows(CatalogException.class, () -> secrets().read(owner));
		}
	}

	@Test
	void aFileThatIsNoKeyIsNotQuoted() throws IOException {
		secrets().set("mail", "password", SECRET);
		Files.writeString(keyFile(), "half a key!");
		assertEquals("The file " + keyFile() + " does not hold a key of BackTrac: put the right one there.", failure(secrets()));
	}

	@Test
	void ofManyKeysThatAreMadeAtOnceOneIsKept() throws Exception {
		try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
			List<Callable<Void>> all = IntStream.range(0, 8).mapToObj(i -> (Callable<Void>) () -> {
				secrets().set("owner" + i, "password", SECRET + i);
				return null;
			}).toList();
			for (Future<Void> each : executor.invokeAll(all)) {
				each.get();
			}
		}
		for (int i = 0; i < 8; i++) {
			assertEquals(Map.of("password", SECRET + i), secrets().read("owner" + i));
		}
		assertTrue(Files.exists(keyFile()));
	}
}
