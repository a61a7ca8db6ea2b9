package backtrac.web.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class SignInTest {

	private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

	@Test
	void aSessionThatNobodyUsesEnds() {
		SignIn signIn = new SignIn("admin", false, START);
		assertFalse(signIn.isIdle(START.plus(SignIn.IDLE)));
		assertTrue(signIn.isIdle(START.plus(SignIn.IDLE).plusSeconds(1)));
		signIn.used(START.plusSeconds(60));
		assertFalse(signIn.isIdle(START.plus(SignIn.IDLE).plusSeconds(1)));
	}

	@Test
	void theOneTimePasswordHasToBeChangedOnce() {
		SignIn signIn = new SignIn("admin", true, START);
		assertTrue(signIn.mustChangePassword());
		signIn.passwordChanged();
		assertFalse(signIn.mustChangePassword());
	}

	@Test
	void aPasswordIsLongEnoughAndTypedTwice() {
		assertEquals(Optional.of("The new password needs at least 10 characters."), PasswordRules.refusal("123456789", "123456789"));
		assertEquals(Optional.of("The two new passwords are not the same."), PasswordRules.refusal("1234567890", "1234567891"));
		assertEquals(Optional.empty(), PasswordRules.refusal("1234567890", "1234567890"));
	}
}
