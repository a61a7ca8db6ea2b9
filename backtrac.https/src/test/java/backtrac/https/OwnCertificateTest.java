package backtrac.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnCertificateTest {

	private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

	@TempDir
	Path base;

	private Path secret;
	private Path certificate;

	@BeforeEach
	void name() {
		secret = base.resolve("https/server.pem");
		certificate = base.resolve("https/certificate.pem");
	}

	private OwnCertificate source() {
		return new OwnCertificate(base.resolve("https"), Clock.fixed(NOW, ZoneOffset.UTC));
	}

	@Test
	void isMadeOnceAndKept() throws Exception {
		Credentials made = source().load();
		OwnCertificate later = source();
		assertEquals(made, later.load());
		assertEquals(made, later.load());
		assertTrue(made.fingerprint().matches("([0-9A-F]{2}:){31}[0-9A-F]{2}"), made.fingerprint());
		assertEquals("rwx------", mode(secret.getParent()));
		assertEquals("rw-------", mode(secret));
		assertEquals(List.of(made.certificate()), Pem.read(certificate).certificates());
		assertEquals(List.of(), Pem.read(certificate).keys());
	}

	@Test
	void isForThisMachineAndLastsLong() throws Exception {
		X509Certificate made = SelfSigned.make(NOW, "nas.example.org").certificate();
		assertEquals("CN=nas.example.org", made.getSubjectX500Principal().getName());
		Set<String> names = made.getSubjectAlternativeNames().stream().map(name -> name.get(1).toString()).collect(Collectors.toSet());
		assertEquals(Set.of("nas.example.org", "localhost", "127.0.0.1", "0:0:0:0:0:0:0:1"), names);
		assertEquals(NOW.plus(SelfSigned.VALIDITY), made.getNotAfter().toInstant());
		made.checkValidity(Date.from(NOW));
		made.verify(made.getPublicKey());
		assertEquals(-1, made.getBasicConstraints(), "it is no authority");
		assertEquals("EC", made.getPublicKey().getAlgorithm());
	}

	@Test
	void aLongNameIsNoCommonName() throws Exception {
		String host = "a-very-long-name-of-a-machine".repeat(2) + ".in.a.very.long.domain.example.org";
		X509Certificate made = SelfSigned.make(NOW, host).certificate();
		assertEquals("CN=backtrac", made.getSubjectX500Principal().getName());
		assertTrue(made.getSubjectAlternativeNames().toString().contains(host));
	}

	@Test
	void aDamagedOneIsNeverReplaced() throws Exception {
		source().load();
		for (String damage : new String[] { "", "-----BEGIN PRIVATE KEY-----\nMIG", Files.readString(secret).replaceAll("(?s)-----BEGIN CERT.*", ""),
				Files.readString(secret).replace("A", "B") }) {
			Files.writeString(secret, damage);
			String message = assertThrows(IOException.class, () -> source().load()).getMessage();
			assertTrue(message.contains(secret.toString()) && message.contains("delete it"), message);
			assertEquals(damage, Files.readString(secret));
		}
	}

	@Test
	void oneThatVanishesIsNotMadeAgainBeforeTheNextStart() throws Exception {
		OwnCertificate source = source();
		Credentials made = source.load();
		Files.delete(secret);
		String message = assertThrows(IOException.class, source::load).getMessage();
		assertTrue(message.contains("not there any more"), message);
		assertNotEquals(made, source().load());
	}

	@Test
	void whatCallersAreHandedIsMadeAgain() throws Exception {
		Credentials made = source().load();
		Files.writeString(certificate, "of another server");
		source().load();
		assertEquals(List.of(made.certificate()), Pem.read(certificate).certificates());
		Files.delete(certificate);
		source().load();
		assertEquals(List.of(made.certificate()), Pem.read(certificate).certificates());
	}

	@Test
	void othersCannotReadItForLong() throws Exception {
		source().load();
		Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
		source().load();
		assertEquals("rw-------", mode(secret));
	}

	private static String mode(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}
}
