package backtrac.api.transport;

import java.util.Collection;
import java.util.Comparator;

/** Takes secrets out of what a transport says, before anybody reads, keeps or logs it: servers and libraries repeat what they were given. */
public final class Mask {

	private static final String HIDDEN = "***";

	private Mask() {
	}

	/**
	 * The text with stars in place of each secret.
	 *
	 * @param text    it may be null, and stays so
	 * @param secrets empty ones are passed over
	 */
	public static String hide(String text, Collection<String> secrets) {
		if (text == null) {
			return null;
		}
		String safe = text;
		// the longest first: one that begins another must not leave the rest of that
		for (String secret : secrets.stream().filter(s -> !s.isEmpty()).sorted(Comparator.comparingInt(String::length).reversed()).toList()) {
			safe = safe.replace(secret, HIDDEN);
		}
		return safe;
	}
}
