package backtrac.web.signin;

import java.util.Optional;

import backtrac.api.catalog.Users;

/** What a new password has to be; the catalog checks it again, and that it is another one. */
public final class PasswordRules {

	private PasswordRules() {
	}

	/** Why a password, typed twice, cannot be taken; empty if it can. */
	public static Optional<String> refusal(String password, String again) {
		if (password.length() < Users.SHORTEST_PASSWORD) {
			return Optional.of("The new password needs at least " + Users.SHORTEST_PASSWORD + " characters.");
		}
		if (!password.equals(again)) {
			return Optional.of("The two new passwords are not the same.");
		}
		return Optional.empty();
	}
}
