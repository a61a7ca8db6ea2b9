package backtrac.https;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * What a file in PEM holds: the text form in which certificates and keys are handed about.
 *
 * @param keys         without those that only a passphrase opens: these are an error
 * @param certificates in the order of the file
 */
record Pem(List<PrivateKey> keys, List<X509Certificate> certificates) {

	private static final int LARGEST = 1 << 20;

	/** @throws IOException if it cannot be read; the message is for people */
	static Pem read(Path file) throws IOException {
		try {
			if (Files.size(file) > LARGEST) {
				throw new IOException(file + " is too large for certificates");
			}
			try (Reader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
				return read(reader, file);
			}
		} catch (NoSuchFileException e) {
			throw new IOException(file + " is not there", e);
		} catch (AccessDeniedException e) {
			throw new IOException(file + " may not be read by the user that the server runs as", e);
		}
	}

	private static Pem read(Reader reader, Path file) throws IOException {
		List<PrivateKey> keys = new ArrayList<>();
		List<X509Certificate> certificates = new ArrayList<>();
		try (PEMParser parser = new PEMParser(reader)) {
			JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
			for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
				switch (found) {
				case X509CertificateHolder certificate -> certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
				case PrivateKeyInfo key -> keys.add(converter.getPrivateKey(key));
				case PEMKeyPair pair -> keys.add(converter.getPrivateKey(pair.getPrivateKeyInfo()));
				case PKCS8EncryptedPrivateKeyInfo _ -> throw locked(file);
				case PEMEncryptedKeyPair _ -> throw locked(file);
				default -> {
					// parameters of a curve and the like
				}
				}
			}
		} catch (LockedException e) {
			throw e;
		} catch (IOException | CertificateException | RuntimeException e) { // the parser throws all kinds at what is no PEM
			throw new IOException(file + " cannot be understood as PEM: " + e.getMessage(), e);
		}
		return new Pem(List.copyOf(keys), List.copyOf(certificates));
	}

	private static LockedException locked(Path file) {
		return new LockedException("the key in " + file + " has a passphrase, which nobody can type at a server's start: 'openssl pkey -in " + file
				+ " -out key.pem' takes it away");
	}

	/** The text of keys (unencrypted) and certificates. */
	static String text(Object... parts) throws IOException {
		StringWriter text = new StringWriter();
		try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
			for (Object part : parts) {
				writer.writeObject(part instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : part);
			}
		}
		return text.toString();
	}

	/** A key that cannot be used without its passphrase. */
	private static final class LockedException extends IOException {

		private static final long serialVersionUID = 1L;

		LockedException(String message) {
			super(message);
		}
	}
}
