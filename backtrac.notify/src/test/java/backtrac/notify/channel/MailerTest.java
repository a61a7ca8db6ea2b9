package backtrac.notify.channel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.server.SMTPServer;

import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;
import backtrac.notify.LogLines;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;

/** Mail to a real server, over each kind of connection. */
@Timeout(120)
class MailerTest {

	private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
	private static final Notification FAILED = notification("Backup of office/docs failed");

	@TempDir
	static Path certificates;

	private static TestCertificate ours;
	private static TestCertificate another;

	@TempDir
	Path base;

	private TestSmtp server;
	private Path etc;

	@BeforeAll
	static void certify() throws Exception {
		ours = TestCertificate.make(certificates, "localhost");
		another = TestCertificate.make(certificates, "another.example");
	}

	@AfterEach
	void stop() {
		if (server != null) {
			server.close();
		}
	}

	private static Notification notification(String title) {
		return new Notification(Kind.FAILED, title, title + ".\n\nGrüße, 你好\n.\nthe end\n", NOON, Map.of("run_id", "r1"));
	}

	private void start(UnaryOperator<SMTPServer.Builder> more) {
		server = new TestSmtp(0, more);
	}

	private Mailer mailer(Map<String, Object> values) throws IOException {
		etc = Files.createDirectories(base.resolve("etc"));
		Map<String, Object> all = new HashMap<>(Map.of("host", "localhost", "port", Integer.toString(server.port()), "security", "none", "from",
				"BackTrac im Büro <backtrac@example.org>", "to", new String[] { "admin@example.org" }));
		all.putAll(values);
		MailConfig config = Configs.of(MailConfig.class, all);
		Path own = etc.resolve("backtrac.notify.mail-test.cfg");
		return new Mailer(MailAccount.of(config, Etc.of(base.toString(), Map.of("felix.fileinstall.filename", own.toUri().toString()))), Envelope.of(config));
	}

	private Mailer plain() throws IOException {
		return mailer(Map.of());
	}

	private static String failure(Mailer mailer) {
		return assertThrows(IOException.class, () -> mailer.send(FAILED)).getMessage();
	}

	private void write(String name, String content, String permissions) throws IOException {
		Files.writeString(etc.resolve(name), content);
		Files.setPosixFilePermissions(etc.resolve(name), PosixFilePermissions.fromString(permissions));
	}

	@Test
	void aMailSaysWhatHappened() throws Exception {
		start(UnaryOperator.identity());
		mailer(Map.of("to", new String[] { "admin@example.org, \"Boss, the\" <boss@example.org>", "Jörg <joerg@example.org>" })).send(FAILED);
		TestSmtp.Delivered mail = server.mails().getFirst();
		assertEquals(List.of("admin@example.org", "boss@example.org", "joerg@example.org"), mail.receivers());
		MimeMessage message = mail.message();
		assertEquals("[BackTrac] Backup of office/docs failed", message.getSubject());
		assertEquals("BackTrac im Büro", ((InternetAddress) message.getFrom()[0]).getPersonal());
		assertEquals(3, message.getAllRecipients().length);
		assertEquals(Date.from(NOON), message.getSentDate());
		assertArrayEquals(new String[] { "auto-generated" }, message.getHeader("Auto-Submitted"));
		assertTrue(message.getMessageID().matches("<[0-9a-f-]{36}@example\\.org>"), message.getMessageID());
		assertEquals("text/plain; charset=UTF-8", message.getContentType());
		assertEquals(FAILED.text(), new String(message.getInputStream().readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n"));
		for (byte b : mail.bytes()) {
			assertTrue(b > 0, "only ASCII goes over the wire");
		}
	}

	@Test
	void aSubjectIsInAnyLanguage() throws Exception {
		start(UnaryOperator.identity());
		plain().send(notification("Backup of Büro/文書 😀 failed"));
		assertEquals("[BackTrac] Backup of Büro/文書 😀 failed", server.mails().getFirst().message().getSubject());
	}

	@Test
	void aVeryLongSubjectIsCutBetweenLetters() throws Exception {
		start(UnaryOperator.identity());
		plain().send(notification("😀".repeat(300)));
		assertEquals("[BackTrac] " + "😀".repeat(200) + "…", server.mails().getFirst().message().getSubject());
	}

	@Test
	void aNameWithLineBreaksAddsNoHeader() throws Exception {
		start(UnaryOperator.identity());
		plain().send(notification("Backup of x\r\nBcc: all@example.org\n\r\nbody\u2028\u0000 failed"));
		TestSmtp.Delivered mail = server.mails().getFirst();
		assertEquals(List.of("admin@example.org"), mail.receivers());
		assertNull(mail.message().getHeader("Bcc"));
		assertEquals("[BackTrac] Backup of x Bcc: all@example.org body  failed", mail.message().getSubject());
	}

	@Test
	void theSameIsKnownAsTheSame() throws Exception {
		start(UnaryOperator.identity());
		plain().send(FAILED);
		plain().send(FAILED);
		plain().send(notification("Backup of office/home failed"));
		String first = server.mails().getFirst().message().getMessageID();
		assertEquals(first, server.mails().get(1).message().getMessageID());
		assertNotEquals(first, server.mails().get(2).message().getMessageID());
	}

	@Test
	void aPasswordFromAFile() throws Exception {
		start(builder -> TestSmtp.withPassword(builder, "backtrac", "pässword $1"));
		Mailer mailer = mailer(Map.of("user", "backtrac", "passwordFile", "mail.password"));
		assertEquals(etc.resolve("mail.password") + " is not there", failure(mailer));
		write("mail.password", "pässword $1\n", "rw-r-----");
		mailer.send(FAILED);
		assertEquals(1, server.mails().size());
	}

	@Test
	void aPasswordThatOthersMayReadIsRefused() throws Exception {
		start(builder -> TestSmtp.withPassword(builder, "backtrac", "secret"));
		Mailer fromFile = mailer(Map.of("user", "backtrac", "passwordFile", "mail.password"));
		write("mail.password", "secret\n", "rw-r--r--");
		assertEquals("every user of this machine may read or change " + etc.resolve("mail.password") + ", which holds a secret: chmod 600 it", failure(fromFile));
		Mailer inline = mailer(Map.of("user", "backtrac", "password", "secret"));
		write("backtrac.notify.mail-test.cfg", "", "rw-rw-rw-");
		assertTrue(failure(inline).startsWith("every user of this machine may read or change " + etc.resolve("backtrac.notify.mail-test.cfg")));
		write("backtrac.notify.mail-test.cfg", "", "rw-------");
		inline.send(FAILED);
		assertEquals(1, server.mails().size());
	}

	@Test
	void aWrongPasswordIsSaidAndNotTold() throws Exception {
		start(builder -> TestSmtp.withPassword(builder, "backtrac", "secret"));
		Mailer mailer = mailer(Map.of("user", "backtrac", "password", "guessed"));
		write("backtrac.notify.mail-test.cfg", "", "rw-------");
		String failure = failure(mailer);
		assertTrue(failure.startsWith("the mail server localhost:" + server.port() + " does not accept user and password: 535"), failure);
		assertFalse(failure.contains("guessed"), failure);
		assertEquals(List.of(), server.mails());
	}

	@Test
	void starttls() throws Exception {
		start(builder -> TestSmtp.withPassword(builder, "backtrac", "secret").requireTLS().startTlsSocketFactory(ours.server()));
		Mailer mailer = mailer(Map.of("security", "starttls", "certificates", ours.pem().toString(), "user", "backtrac", "password", "secret"));
		write("backtrac.notify.mail-test.cfg", "", "rw-------");
		mailer.send(FAILED);
		assertEquals(1, server.mails().size());
	}

	@Test
	void withoutStarttlsNothingGoesInTheClear() throws Exception {
		start(UnaryOperator.identity());
		String failure = failure(mailer(Map.of("security", "starttls")));
		assertTrue(failure.contains("STARTTLS is required"), failure);
		assertEquals(List.of(), server.mails());
	}

	@Test
	void tls() throws Exception {
		start(builder -> builder.serverSocketFactory(ours.server()));
		mailer(Map.of("security", "tls", "certificates", ours.pem().toString())).send(FAILED);
		assertEquals(1, server.mails().size());
	}

	@Test
	void aCertificateThatNobodyTrustsIsRefused() throws Exception {
		start(builder -> builder.enableTLS().startTlsSocketFactory(ours.server()));
		String starttls = failure(mailer(Map.of("security", "starttls")));
		assertTrue(starttls.contains("unable to find valid certification path"), starttls);
		stop();
		start(builder -> builder.serverSocketFactory(ours.server()));
		String tls = failure(mailer(Map.of("security", "tls", "certificates", another.pem().toString())));
		assertTrue(tls.contains("unable to find valid certification path"), tls);
		assertEquals(List.of(), server.mails());
	}

	@Test
	void aCertificateForAnotherHostIsRefused() throws Exception {
		for (String security : List.of("tls", "starttls")) {
			start(builder -> security.equals("tls") ? builder.serverSocketFactory(another.server())
					: builder.enableTLS().startTlsSocketFactory(another.server()));
			String failure = failure(mailer(Map.of("security", security, "certificates", another.pem().toString())));
			assertTrue(failure.contains("localhost"), failure);
			assertEquals(List.of(), server.mails());
			stop();
		}
	}

	@Test
	void aServerThatIsAwayIsSaidAndUsedWhenItIsBack() throws Exception {
		start(UnaryOperator.identity());
		Mailer mailer = plain();
		int port = server.port();
		server.close();
		String failure = failure(mailer);
		assertTrue(failure.startsWith("the mail server localhost:" + port + " cannot be used: "), failure);
		assertTrue(failure.contains("Connection refused"), failure);
		server = new TestSmtp(port, UnaryOperator.identity());
		mailer.send(FAILED);
		assertEquals(1, server.mails().size());
	}

	@Test
	void aServerThatSaysNothingIsLeftWithAnInterrupt() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			start(UnaryOperator.identity());
			Mailer mailer = mailer(Map.of("port", Integer.toString(silent.getLocalPort())));
			CompletableFuture<String> failure = new CompletableFuture<>();
			// as a notifier's thread is
			Thread thread = Thread.ofVirtual().start(() -> failure.complete(failure(mailer)));
			try (Socket _ = silent.accept()) {
				thread.interrupt();
				assertTrue(failure.get().endsWith("Closed by interrupt"), failure.get());
			}
		}
	}

	@Test
	void aReceiverThatIsGoneDoesNotKeepItFromTheOthers() throws Exception {
		start(UnaryOperator.identity());
		try (LogLines log = new LogLines()) {
			mailer(Map.of("to", new String[] { "nobody@example.org", "admin@example.org" })).send(FAILED);
			assertEquals(List.of("admin@example.org"), server.mails().getFirst().receivers());
			assertEquals(1, log.lines().size(), log.lines().toString());
			assertTrue(log.lines().getFirst().contains("does not take the mail for nobody@example.org"), log.lines().toString());
		}
		assertTrue(failure(mailer(Map.of("to", new String[] { "nobody@example.org" }))).contains("does not take the mail"));
	}

	@Test
	void whatMakesNoSenseIsSaid() {
		assertWrong("its configuration names no mail server: host = …", Map.of("host", " "));
		assertWrong("port is a number from 1 to 65535, not '0'", Map.of("port", "0"));
		assertWrong("security is starttls, tls or none, not 'ssl'", Map.of("security", "ssl"));
		assertWrong("its configuration names no sender: from = …", Map.of("from", ""));
		assertWrong("its configuration names no receiver: to = …", Map.of("to", new String[0]));
		assertWrong("'admin' is no mail address: Missing final '@domain'", Map.of("to", new String[] { "admin" }));
		assertWrong("its configuration has a password, but no user", Map.of("password", "x"));
	}

	private void assertWrong(String message, Map<String, Object> values) {
		start(UnaryOperator.identity());
		assertEquals(message, assertThrows(IllegalArgumentException.class, () -> mailer(values)).getMessage());
		stop();
	}
}
