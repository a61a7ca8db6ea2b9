package backtrac.https;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;

/**
 * A certificate and the key that proves whose it is.
 *
 * @param chain the certificate, then those of its authorities
 */
record Credentials(PrivateKey key, List<X509Certificate> chain) {

	/** Of the key in a store that never leaves memory. */
	static final String PASSWORD = "in memory";

	private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

	Credentials {
		chain = List.copyOf(chain);
	}

	X509Certificate certificate() {
		return chain.getFirst();
	}

	/** SHA-256, as browsers and openssl write it. */
	String fingerprint() {
		try {
			return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded()));
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e); // every Java has it, and the certificate was read
		}
	}

	/** Whether what the key signs is what the certificate vouches for. */
	boolean belongTogether() throws GeneralSecurityException {
		byte[] words = "who are you".getBytes(StandardCharsets.US_ASCII);
		PublicKey known = certificate().getPublicKey();
		if (!algorithm(known.getAlgorithm()).equals(algorithm(key.getAlgorithm()))) {
			return false;
		}
		Signature signature = Signature.getInstance(algorithm(key.getAlgorithm()));
		signature.initSign(key);
		signature.update(words);
		byte[] signed = signature.sign();
		signature.initVerify(known);
		signature.update(words);
		return signature.verify(signed);
	}

	KeyStore keyStore() throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setKeyEntry("server", key, PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
		return store;
	}

	/** Nothing of the key. */
	@Override
	public String toString() {
		return certificate().getSubjectX500Principal() + " " + fingerprint();
	}

	private static String algorithm(String key) {
		return switch (key) {
		case "RSA" -> "SHA256withRSA";
		case "EC" -> "SHA256withECDSA";
		default -> key; // Ed25519 and its kind have one only
		};
	}
}
