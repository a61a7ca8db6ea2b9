package backtrac.xmlrpc.remote;

/**
 * Where a server listens with encryption, and how it proves who it is.
 *
 * @param url         where; empty while it does not
 * @param fingerprint SHA-256 of its certificate, in hexadecimal capitals with colons; empty if there is none
 * @param subject     whom the certificate names; empty if there is none
 * @param expires     until when the certificate is good, as ISO 8601; empty if there is none
 * @param file        the certificate in PEM, on the server; empty if there is none
 */
public record HttpsInfo(String url, String fingerprint, String subject, String expires, String file) {

	/** No encryption at all. */
	public static final HttpsInfo NONE = new HttpsInfo("", "", "", "", "");
}
