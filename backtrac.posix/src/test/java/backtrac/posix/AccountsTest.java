package backtrac.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountsTest {

	@Test
	void namesAreThoseOfTheSystem(@TempDir Path temp) throws IOException {
		Accounts accounts = new Accounts();
		PosixFileAttributes mine = Files.readAttributes(temp, PosixFileAttributes.class);
		for (int twice = 0; twice < 2; twice++) {
			assertEquals("root", accounts.user(0));
			assertEquals(mine.owner().getName(), accounts.user((int) Files.getAttribute(temp, "unix:uid")));
			assertEquals(mine.group().getName(), accounts.group((int) Files.getAttribute(temp, "unix:gid")));
		}
	}

	@Test
	void aNumberNobodyHasIsNull() {
		assertNull(new Accounts().user(2_000_000_123));
		assertNull(new Accounts().group(-77));
	}

	@Test
	void theFilesSayTheSame(@TempDir Path temp) throws IOException {
		assertEquals("root", new AccountFile(Path.of("/etc/passwd")).name(0));
		Path file = Files.writeString(temp.resolve("group"), "root:x:0:\n# comment\nbad\nmüller:x:4294967200:a,b\nsecond:x:0:\n");
		assertEquals("root", new AccountFile(file).name(0));
		assertEquals("müller", new AccountFile(file).name(-96));
		assertNull(new AccountFile(file).name(-1));
		assertNull(new AccountFile(temp.resolve("none")).name(0));
	}
}
