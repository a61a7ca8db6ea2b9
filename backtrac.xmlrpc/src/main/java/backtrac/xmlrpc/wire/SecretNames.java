package backtrac.xmlrpc.wire;

import java.util.regex.Pattern;

/**
 * What secrets are called, for where nobody says what is one: a member that no record has, a setting of a transport that is not installed.
 */
public final class SecretNames {

	private static final String WORDS = "password|passwd|passphrase|secret|token";
	private static final Pattern SURE = Pattern.compile("(?i)" + WORDS);
	private static final Pattern LIKELY = Pattern.compile("(?i).*(" + WORDS + "|credential|private|api.?key).*", Pattern.DOTALL);

	private SecretNames() {
	}

	/** Whether it can only be a secret, so that it may be refused elsewhere. */
	public static boolean isSecret(String name) {
		return SURE.matcher(name).matches();
	}

	/** Whether it might be one, so that nobody is to see its value. */
	public static boolean mayBeSecret(String name) {
		return LIKELY.matcher(name).matches();
	}
}
