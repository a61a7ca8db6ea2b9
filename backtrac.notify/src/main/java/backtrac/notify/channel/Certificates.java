package backtrac.notify.channel;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Certificates that are trusted in place of those that Java trusts: of an authority of one's own, or of one server. */
final class Certificates {

	private Certificates() {
	}

	/**
	 * What trusts the certificates of a file only.
	 *
	 * @throws IOException with a message for people
	 */
	static SSLContext trustOnly(Path file) throws IOException {
		try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
			KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
			trusted.load(null, null);
			for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
				trusted.setCertificateEntry("certificate " + trusted.size(), certificate);
			}
			if (trusted.size() == 0) {
				throw new IOException(file + " has no certificate in it");
			}
			TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
			trust.init(trusted);
			SSLContext context = SSLContext.getInstance("TLS");
			context.init(null, trust.getTrustManagers(), null);
			return context;
		} catch (NoSuchFileException _) {
			throw new IOException(file + " is not there");
		} catch (GeneralSecurityException e) {
			throw new IOException(file + " has no certificates in PEM in it: " + e.getMessage());
		}
	}
}
