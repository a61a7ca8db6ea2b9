package backtrac.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.EntryPath;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.test.transport.FaultyProxy;
import backtrac.test.transport.Samba;

/** What is said when a share cannot be opened. */
@Timeout(120)
class OpeningTest {

	private static Samba samba;

	private final SmbTransport transport = new SmbTransport();

	@BeforeAll
	static void startSamba() throws IOException {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		samba = Samba.shared();
	}

	@Test
	void settingsThatAreMissingOrMakeNoSenseAreSaid() {
		Map<String, Object> none = new HashMap<>();
		refused(none, Reason.SETTINGS, "The plan does not say on which machine the share is. Set host to a name or an IP address, such as fileserver.");
		refused(samba.settings("share", " "), Reason.SETTINGS, "The plan does not say which share. Set share to its name without the machine, such as Documents.");
		refused(samba.settings("user", ""), Reason.SETTINGS, "The plan does not say who signs in. Set user to an account that may read the share.");
		refused(samba.settings("password", ""), Reason.SETTINGS,
				"The plan has no password for " + Samba.USER + ". Set password; shares without one are not backed up.");
		refused(samba.settings("host", "\\\\server\\share"), Reason.SETTINGS,
				"'\\\\server\\share' cannot be right. Set host to the machine's name or IP address alone.");
		refused(samba.settings("share", "backup/folder"), Reason.SETTINGS,
				"'backup/folder' cannot be right. Set share to the share's name alone; a folder in it goes to path.");
		refused(samba.settings("path", "a/../.."), Reason.SETTINGS,
				"'a/../..' is no folder of a share. Set path to one such as Projects/2026, or leave it empty.");
		refused(samba.settings("port", "none"), Reason.SETTINGS, "'none' cannot be right. Set port to a number from 1 to 65535.");
		refused(samba.settings("connections", 17), Reason.SETTINGS, "'17' cannot be right. Set connections to a number from 1 to 16.");
		refused(samba.settings("minimum", "1.0"), Reason.SETTINGS, "'1.0' cannot be right. Set minimum to one of 2.1, 3.0, 3.1.1.");
		refused(samba.settings("signing", "no"), Reason.SETTINGS, "'no' cannot be right. Set signing to one of required, optional.");
	}

	@Test
	void thePasswordIsNeverShown() throws IOException {
		assertFalse(Share.of(samba.settings()).toString().contains(Samba.PASSWORD));
	}

	@Test
	void theFolderMayBeWrittenInEitherWay() throws IOException {
		Files.createDirectories(samba.folder().resolve("outer/inner/empty"));
		for (String path : new String[] { "outer/inner", "outer\\inner", "\\outer\\inner\\", "/OUTER/Inner" }) {
			try (TransportSession session = transport.open(samba.settings("path", path))) {
				assertEquals("empty", session.list(EntryPath.ROOT).children().getFirst().name().toString());
			}
		}
	}

	@Test
	void aFolderThatIsNotThereIsSaid() throws IOException {
		Files.createFile(samba.folder().resolve("file"));
		refused(samba.settings("path", "none"), Reason.NOT_FOUND, "There is no folder \\\\127.0.0.1\\backup\\none.");
		refused(samba.settings("path", "none/none"), Reason.NOT_FOUND, "There is no folder \\\\127.0.0.1\\backup\\none\\none.");
		refused(samba.settings("path", "file"), Reason.NOT_A_DIRECTORY, "\\\\127.0.0.1\\backup\\file is not a folder. Name the folder that it is in.");
	}

	@Test
	void aWrongPasswordIsTriedOnceAndLocksNobodyOut() throws IOException {
		samba.lockAfter(2);
		try {
			for (Map<String, Object> wrong : List.of(samba.settings("password", "wrong"), samba.settings("user", "nobody-of-that-name"))) {
				refused(wrong, Reason.CREDENTIALS,
						"127.0.0.1 does not know " + wrong.get("user") + " with this password. It was tried once, so that no account gets locked.");
			}
			transport.open(samba.settings()).close(); // the second wrong one would have locked it
			refused(samba.settings("password", "wrong", "domain", "TEST"), Reason.CREDENTIALS,
					"127.0.0.1 does not know TEST\\" + Samba.USER + " with this password. It was tried once, so that no account gets locked.");
		} finally {
			samba.lockAfter(0);
		}
	}

	@Test
	void aShareThatIsNotThereOrNotForThisUserIsSaid() {
		refused(samba.settings("share", "none"), Reason.UNREACHABLE, "127.0.0.1 has no share named none, or not now.");
		String denied = "127.0.0.1 does not let " + Samba.USER + " use the share %s. Give the account the right to read it; if it has that, "
				+ "the share may require encryption, which BackTrac cannot do.";
		refused(samba.settings("share", "closed"), Reason.SETTINGS, denied.formatted("closed"));
		refused(samba.settings("share", "enc"), Reason.SETTINGS, denied.formatted("enc"));
	}

	@Test
	void aServerThatEncryptsAllOrIsTooOldIsSaid(@TempDir Path base) throws IOException {
		try (Samba old = new Samba(base, "server max protocol = SMB2_10")) {
			transport.open(old.settings()).close();
			refused(old.settings("minimum", "3.0"), Reason.SETTINGS,
					"127.0.0.1 and BackTrac do not agree on how to speak. It must know SMB 3.0 or newer, and sign messages.");
		}
		Path other = Files.createDirectory(base.resolve("encrypting"));
		try (Samba encrypting = new Samba(other, "smb encrypt = required")) {
			assertEquals(Reason.SETTINGS, refused(encrypting.settings()).reason());
			assertTrue(refused(encrypting.settings()).getMessage().contains("encrypt"));
		}
	}

	@Test
	void aMachineThatIsNotThereIsSaid() throws IOException {
		refused(samba.settings("host", "no-such-machine.invalid"), Reason.UNREACHABLE,
				"There is no machine named no-such-machine.invalid. Check host, or set it to the IP address.");
		int port;
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = socket.getLocalPort();
		}
		refused(samba.settings("port", port), Reason.UNREACHABLE,
				"127.0.0.1 takes no connections at port " + port + ". Is file sharing on there, and does its firewall let this server in?");
	}

	@Test
	void whatIsNoFileServerIsSaid() throws IOException {
		try (ServerSocket web = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
			Thread.ofPlatform().daemon().start(() -> {
				try (Socket client = web.accept()) {
					client.getInputStream().read(new byte[1000]);
					client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".getBytes());
				} catch (IOException e) {
					throw new IllegalStateException(e);
				}
			});
			refused(samba.settings("port", web.getLocalPort()), Reason.UNREACHABLE,
					"What answers at port " + web.getLocalPort() + " of 127.0.0.1 is no file server, or broke off. Check host and port.");
		}
	}

	@Test
	void aServerThatSaysNothingIsNotWaitedForLong() throws IOException {
		try (FaultyProxy proxy = new FaultyProxy(samba.port())) {
			proxy.stall(true);
			assertEquals(Reason.TIMEOUT, refused(samba.settings("port", proxy.port(), "timeout", 1)).reason());
			assertEquals(1, proxy.connections());
		}
	}

	@Test
	void whenItGoesAllSessionsAreClosed() throws IOException {
		TransportSession session = transport.open(samba.settings());
		transport.stop();
		assertEquals(Reason.CLOSED, assertThrows(TransportException.class, () -> session.list(EntryPath.ROOT)).reason());
		assertEquals(Reason.CLOSED, refused(samba.settings()).reason());
	}

	private void refused(Map<String, Object> settings, Reason reason, String sentence) {
		TransportException e = refused(settings);
		assertEquals(sentence, e.getMessage());
		assertEquals(reason, e.reason());
	}

	private TransportException refused(Map<String, Object> settings) {
		return assertThrows(TransportException.class, () -> transport.open(settings));
	}
}
