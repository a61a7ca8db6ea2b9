package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Users;
import backtrac.api.catalog.Users.Check;

class SqlUsersTest {

	private static final int FEW = 1000;
	private static final char[] GOOD = "korrekt Pferd Batterie".toCharArray();

	@TempDir
	Path data;

	private final DerbyDatabase database = Databases.inMemory();

	@AfterEach
	void close() {
		database.close();
	}

	private SqlUsers start() {
		return new SqlUsers(database, new FirstPassword(data), FEW);
	}

	private Path file() {
		return data.resolve("first-password");
	}

	private char[] first() throws IOException {
		return Files.readString(file()).strip().toCharArray();
	}

	@Test
	void theFirstStartGivesAOneTimePassword() throws IOException {
		SqlUsers users = start();
		assertTrue(Files.readString(file()).matches("([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}\n"), "the file's form");
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
		try (var files = Files.list(data)) {
			assertEquals(List.of(file()), files.toList());
		}
		assertEquals(Check.MUST_CHANGE, users.check(Users.ADMIN, first()));
	}

	@Test
	void wrongAndUnknownAreRefused() throws IOException {
		SqlUsers users = start();
		assertEquals(Check.REFUSED, users.check(Users.ADMIN, GOOD));
		assertEquals(Check.REFUSED, users.check(Users.ADMIN, new char[0]));
		assertEquals(Check.REFUSED, users.check(Users.ADMIN, new char[100_000]));
		assertEquals(Check.REFUSED, users.check("Admin", first()));
		assertEquals(Check.REFUSED, users.check("", first()));
		assertEquals(Check.REFUSED, users.check("n".repeat(100_000), first()));
		assertEquals(Check.REFUSED, users.check("' OR '1'='1", first()));
	}

	@Test
	void aPasswordOfOnesOwnEndsTheFirst() throws IOException {
		SqlUsers users = start();
		char[] first = first();
		users.setPassword(Users.ADMIN, GOOD);
		assertEquals(Check.ACCEPTED, users.check(Users.ADMIN, GOOD));
		assertEquals(Check.REFUSED, users.check(Users.ADMIN, first));
		assertFalse(Files.exists(file()));
	}

	@Test
	void aPasswordOfOnesOwnOutlivesARestart() throws IOException {
		start().setPassword(Users.ADMIN, GOOD);
		Files.writeString(file(), "left over\n");
		SqlUsers users = start();
		assertEquals(Check.ACCEPTED, users.check(Users.ADMIN, GOOD));
		assertFalse(Files.exists(file()), "a file that the crash of an earlier server left is deleted");
	}

	@Test
	void theOneTimePasswordOutlivesARestart() throws IOException {
		start();
		char[] first = first();
		assertEquals(Check.MUST_CHANGE, start().check(Users.ADMIN, first));
		assertEquals(new String(first), new String(first()));
	}

	@Test
	void aLostFileGivesANewOneTimePassword() throws IOException {
		start();
		char[] lost = first();
		Files.delete(file());
		SqlUsers users = start();
		assertNotEquals(new String(lost), new String(first()));
		assertEquals(Check.MUST_CHANGE, users.check(Users.ADMIN, first()));
		assertEquals(Check.REFUSED, users.check(Users.ADMIN, lost));
	}

	@Test
	void aFileOfAnEarlierCatalogIsReplaced() throws IOException {
		Files.writeString(file(), "old\n");
		Files.writeString(data.resolve("first-password.new"), "cut off");
		assertEquals(Check.MUST_CHANGE, start().check(Users.ADMIN, first()));
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
	}

	@Test
	void badPasswordsAreNotTaken() throws IOException {
		SqlUsers users = start();
		assertEquals("There is no user named eve.", refusal(users, "eve", GOOD));
		assertEquals("The password is too short: it needs at least 10 characters.", refusal(users, Users.ADMIN, "123456789".toCharArray()));
		assertEquals("The password is too short: it needs at least 10 characters.", refusal(users, Users.ADMIN, "🖥🖥🖥🖥🖥🖥🖥🖥🖥".toCharArray()));
		assertEquals("The new password is the old one: choose another.", refusal(users, Users.ADMIN, first()));
		assertEquals(Check.MUST_CHANGE, users.check(Users.ADMIN, first()));
		users.setPassword(Users.ADMIN, GOOD);
		assertEquals("The new password is the old one: choose another.", refusal(users, Users.ADMIN, GOOD));
	}

	private static String refusal(Users users, String name, char[] password) {
		return assertThrows(CatalogException.class, () -> users.setPassword(name, password)).getMessage();
	}

	@Test
	void theDatabaseHoldsNoPassword() throws IOException {
		SqlUsers users = start();
		users.setPassword(Users.ADMIN, GOOD);
		String stored = database.read("read", sql -> sql.first(row -> row.getString(1), "SELECT password FROM users")).orElseThrow();
		assertTrue(stored.matches("pbkdf2-sha256\\$" + FEW + "\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}"), stored);
	}

	@Test
	void hashesOfOtherStrengthStayGood() {
		start().setPassword(Users.ADMIN, GOOD);
		SqlUsers stronger = new SqlUsers(database, new FirstPassword(data), 2 * FEW);
		assertEquals(Check.ACCEPTED, stronger.check(Users.ADMIN, GOOD));
	}

	@Test
	void usersComeAndGo() {
		SqlUsers users = start();
		users.add("eve", GOOD);
		assertEquals(List.of(new Users.User(Users.ADMIN, true), new Users.User("eve", false)), users.users());
		assertEquals(Check.ACCEPTED, users.check("eve", GOOD));
		assertTrue(users.remove("eve"));
		assertFalse(users.remove("eve"));
		assertEquals(Check.REFUSED, users.check("eve", GOOD));
	}

	@Test
	void whatCannotBeAUserIsNotAdded() {
		SqlUsers users = start();
		users.add("eve", GOOD);
		assertEquals("There is already a user named eve: choose another name, or set that one's password.", additionRefused(users, "eve", GOOD));
		assertEquals("The password is too short: it needs at least 10 characters.", additionRefused(users, "bob", "123456789".toCharArray()));
		assertEquals("The name of a user must not be empty.", additionRefused(users, "", GOOD));
		assertTrue(additionRefused(users, "a\nb", GOOD).contains("control characters"));
	}

	private static String additionRefused(Users users, String name, char[] password) {
		return assertThrows(CatalogException.class, () -> users.add(name, password)).getMessage();
	}

	@Test
	void theLastUserStays() {
		SqlUsers users = start();
		assertTrue(assertThrows(CatalogException.class, () -> users.remove(Users.ADMIN)).getMessage().startsWith("The last user cannot be removed"));
		users.add("eve", GOOD);
		assertTrue(users.remove(Users.ADMIN));
		assertFalse(Files.exists(file()), "with its password");
		assertThrows(CatalogException.class, () -> users.remove("eve"));
	}

	@Test
	void aFirstUserWhoWasRemovedDoesNotComeBack() throws IOException {
		SqlUsers users = start();
		users.add("eve", GOOD);
		users.remove(Users.ADMIN);
		Files.writeString(file(), "left over\n");
		assertEquals(List.of(new Users.User("eve", false)), start().users());
		assertFalse(Files.exists(file()));
	}
}
