package backtrac.xmlrpc.client;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Which server is the right one: that whose certificate has the expected fingerprint, and no other; without an expected one, those whom this
 * Java trusts under the name that they are called by. A refusal says what to do.
 */
final class ServerTrust extends X509ExtendedTrustManager {

	/** Its message is for people, and follows the server's address. */
	static final class Refusal extends CertificateException {

		private static final long serialVersionUID = 1L;

		Refusal(String message, Throwable cause) {
			super(message, cause);
		}

		/** What a failed connection comes from, if it is this; else null. */
		static Refusal in(Throwable failure) {
			Throwable cause = failure;
			while (cause != null && !(cause instanceof Refusal)) {
				cause = cause.getCause();
			}
			return (Refusal) cause;
		}
	}

	/** How Java looks at a certificate. */
	@FunctionalInterface
	private interface Check {
		void by(X509ExtendedTrustManager java) throws CertificateException;
	}

	private static final int DNS_NAME = 2;
	private static final int IP_ADDRESS = 7;

	private final Fingerprint expected;
	private final X509ExtendedTrustManager java;

	private ServerTrust(Fingerprint expected, X509ExtendedTrustManager java) {
		this.expected = expected;
		this.java = java;
	}

	/** @param expected null to trust those whom Java trusts */
	static SSLContext context(Fingerprint expected) {
		try {
			return context(new ServerTrust(expected, expected == null ? ofJava() : null));
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("this Java cannot encrypt connections: " + e.getMessage(), e);
		}
	}

	/** For connections without encryption. Java's HTTP client would read all certificates that it trusts for nothing. */
	static SSLContext ofNobody() {
		try {
			return context(new TrustManager[0]);
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("this Java has no TLS: " + e.getMessage(), e);
		}
	}

	private static SSLContext context(TrustManager... trusted) throws GeneralSecurityException {
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, trusted, null);
		return context;
	}

	private static X509ExtendedTrustManager ofJava() throws GeneralSecurityException {
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init((KeyStore) null);
		return Arrays.stream(factory.getTrustManagers()).filter(X509ExtendedTrustManager.class::isInstance).map(X509ExtendedTrustManager.class::cast)
				.findFirst().orElseThrow(() -> new GeneralSecurityException("it has no trusted certificates"));
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
		check(chain, type, manager -> manager.checkServerTrusted(chain, type, engine));
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
		check(chain, type, manager -> manager.checkServerTrusted(chain, type, socket));
	}

	@Override
	public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
		check(chain, type, manager -> manager.checkServerTrusted(chain, type));
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
		throw noServer();
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
		throw noServer();
	}

	@Override
	public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
		throw noServer();
	}

	@Override
	public X509Certificate[] getAcceptedIssuers() {
		return java == null ? new X509Certificate[0] : java.getAcceptedIssuers();
	}

	private void check(X509Certificate[] chain, String type, Check check) throws CertificateException {
		Fingerprint shown = Fingerprint.of(chain[0]);
		if (expected != null) {
			if (!expected.equals(shown)) {
				throw new Refusal("IS NOT THE SERVER THAT YOU EXPECT, or has a new certificate: the SHA-256 fingerprint is " + shown + ", not " + expected
						+ "; nothing was sent, find out on the server itself with 'backtrac server status' before you go on", null);
			}
			return;
		}
		try {
			check.by(java);
		} catch (CertificateException e) {
			throw new Refusal(reason(chain, type, shown), e);
		}
	}

	/** Why Java does not trust it. */
	private String reason(X509Certificate[] chain, String type, Fingerprint shown) throws CertificateException {
		if (isTrustedByAnotherName(chain, type)) {
			return "shows a certificate that is for other names (" + names(chain[0]) + "): call it by one of these, or with its fingerprint (--fingerprint " + shown + ")";
		}
		return "shows a certificate that is not known here: its SHA-256 fingerprint is " + shown
				+ "; if 'backtrac server status' on the server says the same, call it with this fingerprint (--fingerprint)";
	}

	private boolean isTrustedByAnotherName(X509Certificate[] chain, String type) {
		try {
			java.checkServerTrusted(chain, type); // all but the name
			return true;
		} catch (CertificateException _) {
			return false;
		}
	}

	private static String names(X509Certificate certificate) throws CertificateException {
		Collection<List<?>> names = certificate.getSubjectAlternativeNames();
		return names == null ? certificate.getSubjectX500Principal().getName()
				: names.stream().filter(name -> name.getFirst().equals(DNS_NAME) || name.getFirst().equals(IP_ADDRESS)).map(name -> name.get(1).toString())
						.collect(Collectors.joining(", "));
	}

	private static CertificateException noServer() {
		return new CertificateException("this is no server");
	}
}
