package backtrac.engine.catalog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts texts with AES-256 in Galois/Counter Mode (NIST SP 800-38D), each with a random number of its own. What a text
 * belongs to is authenticated with it: moved to another row, it cannot be read there.
 */
final class SecretBox {

	static final int KEY_BYTES = 32;

	private static final String CIPHER = "AES/GCM/NoPadding";
	private static final int NONCE_BYTES = 12;
	private static final int TAG_BITS = 128;
	/** In front of all: the form of what follows. */
	private static final String FORM = "1:";

	private static final SecureRandom RANDOM = new SecureRandom();

	private final SecretKeySpec key;

	/** @param key of {@value #KEY_BYTES} bytes */
	SecretBox(byte[] key) {
		this.key = new SecretKeySpec(key, "AES");
	}

	static byte[] randomKey() {
		byte[] key = new byte[KEY_BYTES];
		RANDOM.nextBytes(key);
		return key;
	}

	String encrypt(String owner, String name, String text) {
		byte[] nonce = new byte[NONCE_BYTES];
		RANDOM.nextBytes(nonce);
		try {
			byte[] encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, owner, name).doFinal(text.getBytes(StandardCharsets.UTF_8));
			byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + encrypted.length);
			System.arraycopy(encrypted, 0, all, NONCE_BYTES, encrypted.length);
			return FORM + Base64.getEncoder().encodeToString(all);
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has " + CIPHER, e);
		}
	}

	/** @throws AEADBadTagException if it was encrypted with another key, for another place, or has been changed */
	String decrypt(String owner, String name, String encrypted) throws AEADBadTagException {
		try {
			byte[] all = Base64.getDecoder().decode(encrypted.substring(FORM.length()));
			byte[] nonce = Arrays.copyOf(all, NONCE_BYTES);
			return new String(cipher(Cipher.DECRYPT_MODE, nonce, owner, name).doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES),
					StandardCharsets.UTF_8);
		} catch (AEADBadTagException e) {
			throw e;
		} catch (IllegalArgumentException | IndexOutOfBoundsException e) {
			throw new AEADBadTagException("not of the form that this BackTrac writes");
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("every Java has " + CIPHER, e);
		}
	}

	private Cipher cipher(int mode, byte[] nonce, String owner, String name) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(CIPHER);
		cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
		// the length keeps the two apart
		cipher.updateAAD((owner.length() + ":" + owner + name).getBytes(StandardCharsets.UTF_8));
		return cipher;
	}
}
