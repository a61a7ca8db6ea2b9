package backtrac.engine.catalog;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: PBKDF2-HMAC-SHA256 with a salt of its own, see OWASP's Password Storage Cheat Sheet. The
 * text form holds the parameters, so that they can be raised while old hashes stay good.
 */
final class PasswordHash {

	/** OWASP's recommendation for PBKDF2-HMAC-SHA256. */
	static final int ITERATIONS = 600_000;

	private static final String PREFIX = "pbkdf2-sha256";
	private static final int SALT_BYTES = 16;
	private static final int HASH_BYTES = 32;
	private static final SecureRandom RANDOM = new SecureRandom();

	private final int iterations;
	private final byte[] salt;
	private final byte[] hash;

	private PasswordHash(int iterations, byte[] salt, byte[] hash) {
		this.iterations = iterations;
		this.salt = salt;
		this.hash = hash;
	}

	/** Hashes a password. Takes a good part of a second, by design. */
	static PasswordHash of(char[] password, int iterations) {
		byte[] salt = new byte[SALT_BYTES];
		RANDOM.nextBytes(salt);
		return new PasswordHash(iterations, salt, pbkdf2(password, salt, iterations));
	}

	/** The hash of no password that anyone knows, for names that do not exist: checking takes the same time. */
	static PasswordHash ofNothing(int iterations) {
		byte[] salt = new byte[SALT_BYTES];
		byte[] hash = new byte[HASH_BYTES];
		RANDOM.nextBytes(salt);
		RANDOM.nextBytes(hash);
		return new PasswordHash(iterations, salt, hash);
	}

	/** Reads the text form. */
	static PasswordHash parse(String text) {
		String[] parts = text.split("\\$");
		if (parts.length != 4 || !parts[0].equals(PREFIX)) {
			throw new IllegalArgumentException("not a password hash of a kind that is known here");
		}
		return new PasswordHash(Integer.parseInt(parts[1]), Base64.getDecoder().decode(parts[2]), Base64.getDecoder().decode(parts[3]));
	}

	/** Tells if it is of this password, in the same time whether or not. */
	boolean matches(char[] password) {
		return MessageDigest.isEqual(hash, pbkdf2(password, salt, iterations));
	}

	/** The text form: algorithm, iterations, salt and hash. */
	@Override
	public String toString() {
		Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
		return String.join("$", PREFIX, Integer.toString(iterations), base64.encodeToString(salt), base64.encodeToString(hash));
	}

	private static byte[] pbkdf2(char[] password, byte[] salt, int iterations) {
		PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, HASH_BYTES * Byte.SIZE);
		try {
			return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("This Java has no PBKDF2WithHmacSHA256", e);
		} finally {
			spec.clearPassword();
		}
	}
}
