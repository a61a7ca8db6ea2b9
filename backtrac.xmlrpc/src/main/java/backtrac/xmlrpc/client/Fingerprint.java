package backtrac.xmlrpc.client;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;

/**
 * By what a server's certificate is known: its SHA-256, which nobody else's certificate has.
 *
 * @param text as browsers and openssl write it: 32 bytes in hexadecimal capitals with colons between
 */
public record Fingerprint(String text) {

	private static final int BYTES = 32;
	private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

	/** @param text in any usual form: with or without colons, in small letters, with {@code sha256:} before it */
	public Fingerprint(String text) {
		String digits = text.strip().replaceFirst("(?i)^sha-?256( fingerprint)?\\s*[:=]", "").replaceAll("[\\s:-]", "").toLowerCase(Locale.ROOT);
		if (!digits.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
			throw new IllegalArgumentException("a fingerprint is " + BYTES + " bytes in hexadecimal, as 'backtrac server status' writes it, not '" + text + "'");
		}
		this.text = HEX.formatHex(HexFormat.of().parseHex(digits));
	}

	static Fingerprint of(X509Certificate certificate) {
		try {
			return new Fingerprint(HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException(e); // every Java has it, and the certificate was read
		}
	}

	@Override
	public String toString() {
		return text;
	}
}
