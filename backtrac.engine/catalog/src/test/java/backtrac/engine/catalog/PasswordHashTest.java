package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

	private static final char[] PASSWORD = "pässword 🖥".toCharArray();

	@Test
	void itIsAsStrongAsRecommended() {
		assertEquals(600_000, PasswordHash.ITERATIONS);
		PasswordHash hash = PasswordHash.of(PASSWORD, PasswordHash.ITERATIONS);
		assertTrue(hash.toString().startsWith("pbkdf2-sha256$600000$"));
		assertTrue(PasswordHash.parse(hash.toString()).matches(PASSWORD));
	}

	@Test
	void onlyThePasswordMatches() {
		PasswordHash hash = PasswordHash.of(PASSWORD, 10);
		assertTrue(hash.matches(PASSWORD));
		assertFalse(hash.matches("pässword ".toCharArray()));
		assertFalse(hash.matches(new char[0]));
		assertFalse(PasswordHash.ofNothing(10).matches(PASSWORD));
	}

	/** A vector made by another implementation: Python's hashlib.pbkdf2_hmac("sha256", b"password", b"saltsaltsaltsalt", 1000). */
	@Test
	void itIsWhatOthersCallPbkdf2() {
		assertTrue(PasswordHash.parse("pbkdf2-sha256$1000$c2FsdHNhbHRzYWx0c2FsdA$8nX7hwFEzIB8aPajJTYK8weHQc5Ngz0pFVAKvSu4jQA").matches("password".toCharArray()));
	}

	@Test
	void theSameTwiceLooksDifferent() {
		assertNotEquals(PasswordHash.of(PASSWORD, 10).toString(), PasswordHash.of(PASSWORD, 10).toString());
	}

	@Test
	void anUnknownKindIsRefused() {
		assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse("argon2id$3$c2FsdA$aGFzaA"));
		assertThrows(IllegalArgumentException.class, () -> PasswordHash.parse("secret"));
	}
}
