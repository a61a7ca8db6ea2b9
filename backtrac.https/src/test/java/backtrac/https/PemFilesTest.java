package backtrac.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Certificates that an admin brings along, in the forms in which other tools write them. */
class PemFilesTest {

	private static final X500Name NAME = new X500Name("CN=backup.example.org");

	@TempDir
	Path etc;

	@ParameterizedTest
	@CsvSource({ "RSA, 2048, SHA256withRSA, RSA PRIVATE KEY", "EC, 384, SHA384withECDSA, EC PRIVATE KEY", "Ed25519, 255, Ed25519, PRIVATE KEY" })
	void keysOfAllKindsInAllForms(String algorithm, int bits, String signature, String header) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
		generator.initialize(bits);
		KeyPair pair = generator.generateKeyPair();
		JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(NAME, BigInteger.ONE, Date.from(Instant.EPOCH),
				Date.from(Instant.now().plusSeconds(1000)), NAME, pair.getPublic());
		Credentials made = new Credentials(pair.getPrivate(), List
				.of(new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(pair.getPrivate())))));
		Path certificate = write("certificate.pem", "Subject: what openssl writes before it\n" + Pem.text(made.certificate()));

		assertEquals(made, new PemFiles(certificate, write("pkcs8.pem", Pem.text(made.key()))).load());
		String traditional = traditional(made);
		assertTrue(traditional.startsWith("-----BEGIN " + header), traditional);
		assertEquals(made.chain(), new PemFiles(certificate, write("traditional.pem", traditional)).load().chain(), "with its key, or it would say so");
		Path both = write("both.pem", traditional + Pem.text(made.certificate()));
		assertEquals(made.chain(), new PemFiles(both, both).load().chain());
	}

	@Test
	void theCertificatesOfAuthoritiesComeBehind() throws Exception {
		Credentials made = SelfSigned.make(Instant.now(), "a");
		Credentials authority = SelfSigned.make(Instant.now(), "b");
		Path chain = write("chain.pem", Pem.text(made.certificate(), authority.certificate()));
		Credentials read = new PemFiles(chain, write("key.pem", Pem.text(made.key()))).load();
		assertEquals(List.of(made.certificate(), authority.certificate()), read.chain());
		assertEquals(made.fingerprint(), read.fingerprint());
	}

	@Test
	void whatIsWrongIsSaid() throws Exception {
		Credentials one = SelfSigned.make(Instant.now(), "a");
		Credentials other = SelfSigned.make(Instant.now(), "b");
		Path certificate = write("certificate.pem", Pem.text(one.certificate()));
		Path key = write("key.pem", Pem.text(one.key()));

		assertComplaint("is not that of the first certificate", certificate, write("other.pem", Pem.text(other.key())));
		assertComplaint("is not there", etc.resolve("none.pem"), key);
		assertComplaint("is not there", certificate, etc.resolve("none.pem"));
		assertComplaint("has no certificate", key, key);
		assertComplaint("has no key", certificate, certificate);
		assertComplaint("has more than one key", certificate, write("keys.pem", Pem.text(one.key(), other.key())));
		assertComplaint("cannot be understood", write("torn.pem", Pem.text(one.certificate()).substring(0, 200)), key);
		assertComplaint("cannot be understood", write("broken.pem", Pem.text(one.certificate()).replace("M", "N")), key);
		assertComplaint("has no certificate", write("binary.pem", "\0\u0001\uffff"), key);
		assertComplaint("has a passphrase", certificate, write("locked.pem", locked(one)));
	}

	private static void assertComplaint(String words, Path certificate, Path key) {
		String message = assertThrows(IOException.class, () -> new PemFiles(certificate, key).load()).getMessage();
		assertTrue(message.contains(words) && message.contains(".pem"), message);
	}

	private static String traditional(Credentials credentials) throws IOException {
		StringWriter text = new StringWriter();
		try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
			if (credentials.key() instanceof ECPrivateKey key) { // the writer leaves the curve out, which openssl does not
				writer.writeObject(new PemObject("EC PRIVATE KEY", new org.bouncycastle.asn1.sec.ECPrivateKey(384, key.getS(), SECObjectIdentifiers.secp384r1).getEncoded()));
			} else {
				writer.writeObject(credentials.key());
			}
		}
		return text.toString();
	}

	private static String locked(Credentials credentials) throws Exception {
		StringWriter text = new StringWriter();
		try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
			writer.writeObject(new JcaPKCS8Generator(credentials.key(),
					new JceOpenSSLPKCS8EncryptorBuilder(JcaPKCS8Generator.AES_256_CBC).setProvider(new BouncyCastleProvider()).setPassword("secret".toCharArray()).build()));
		}
		return text.toString();
	}

	private Path write(String name, String text) throws IOException {
		return Files.writeString(etc.resolve(name), text);
	}
}
