package backtrac.smb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;
import backtrac.test.transport.Samba;

/** A share whose disk fills up. It is a small one in memory, which only root can mount. */
@Timeout(120)
class NoSpaceTest {

	private static final Instant TIME = Instant.ofEpochSecond(1_111_111_111);
	private static final EntryPath FILE = EntryPath.parse("file");

	private static Samba samba;

	private Path folder;
	private WritableSession session;

	@BeforeAll
	static void startSamba() throws IOException {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		samba = Samba.shared();
	}

	@BeforeEach
	void open() throws Exception {
		folder = samba.newFolder();
		assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=1m,nr_inodes=8,mode=0777", "tmpfs", folder.toString()) == 0, "no file system can be mounted here");
		session = new SmbTransport().open(samba.settings("path", folder.getFileName().toString()));
	}

	@AfterEach
	void close() throws Exception {
		if (session != null) {
			session.close();
			assertEquals(0, run("umount", "--lazy", folder.toString()));
		}
	}

	@Test
	void aFileThatHasNoRoomEndsItAndLeavesWhatWasThere() throws IOException {
		byte[] old = bytes(300_000);
		write(FILE, old, false);
		TransportException e = assertThrows(TransportException.class, () -> write(FILE, bytes(2_000_000), true));
		assertEquals(Reason.NO_SPACE, e.reason(), e.getMessage());
		assertEquals("\\\\127.0.0.1\\backup\\" + folder.getFileName() + "\\file: no room left", e.getMessage());
		assertFalse(e.isAboutOneEntry(), "the others would fare no better");
		assertFalse(e.isPermanent(), "somebody may make room");
		assertArrayEquals(old, Files.readAllBytes(folder.resolve("file")));
		assertEquals(List.of("file"), names());
		write(FILE, bytes(400_000), true);
		assertArrayEquals(bytes(400_000), Files.readAllBytes(folder.resolve("file")), "the room is free again");
	}

	@Test
	void aDiskWithoutInodesIsSaid() throws IOException {
		TransportException e = assertThrows(TransportException.class, () -> {
			for (int i = 0; i < 20; i++) {
				EntryPath path = EntryPath.parse("folder " + i);
				session.write(path, FileEntry.directory(path.name(), TIME), null, false);
			}
		});
		assertEquals(Reason.NO_SPACE, e.reason(), e.getMessage());
		e = assertThrows(TransportException.class, () -> write(FILE, bytes(10), false));
		assertEquals(Reason.NO_SPACE, e.reason(), e.getMessage());
		assertFalse(names().contains("file"));
	}

	private void write(EntryPath path, byte[] content, boolean overwrite) throws IOException {
		session.write(path, FileEntry.file(path.name(), content.length, TIME), new ByteArrayInputStream(content), overwrite);
	}

	private List<String> names() throws IOException {
		return session.list(EntryPath.ROOT).children().stream().map(entry -> entry.name().toString()).toList();
	}

	private static byte[] bytes(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	private static int run(String... command) throws Exception {
		return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
	}
}
