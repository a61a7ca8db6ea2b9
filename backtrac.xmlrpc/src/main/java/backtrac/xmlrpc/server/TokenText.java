package backtrac.xmlrpc.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token as programs show it: {@code bt_ID_SECRET}.
 *
 * @param id     by which it is found
 * @param secret 256 random bits
 */
public record TokenText(String id, String secret) {

	private static final Pattern FORM = Pattern.compile("bt_([0-9a-f]{16})_([A-Za-z0-9_-]{43})");
	private static final int ID_BYTES = 8;
	private static final int SECRET_BYTES = 32;

	/** A new one. */
	public static TokenText random() {
		SecureRandom random = new SecureRandom();
		byte[] id = new byte[ID_BYTES];
		byte[] secret = new byte[SECRET_BYTES];
		random.nextBytes(id);
		random.nextBytes(secret);
		return new TokenText(HexFormat.of().formatHex(id), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
	}

	/** Reads one; empty if it is not in that form. */
	static Optional<TokenText> parse(String text) {
		Matcher matcher = FORM.matcher(text);
		return matcher.matches() ? Optional.of(new TokenText(matcher.group(1), matcher.group(2))) : Optional.empty();
	}

	/** What is stored of the secret. Its bits are random, so that no slow hash is needed. */
	public byte[] hash() {
		return sha256(secret);
	}

	/** The whole token. */
	public String text() {
		return "bt_" + id + "_" + secret;
	}

	/** Hides the secret. */
	@Override
	public String toString() {
		return "bt_" + id + "_…";
	}

	static byte[] sha256(String text) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e); // every Java has it
		}
	}
}
