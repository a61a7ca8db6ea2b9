package backtrac.smb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.test.transport.FaultyProxy;
import backtrac.test.transport.Samba;

/** A large file is read over several connections at once, and is one file all the same. */
@Timeout(120)
class LargeFilesTest {

	private static final EntryPath FILE = EntryPath.parse("file");
	private static final int CONNECTIONS = 4;
	private static final int CHUNK = Read.MOST;

	private static Samba samba;

	private final byte[] bytes = new byte[3_000_000];
	private Path file;
	private FaultyProxy proxy;
	private TransportSession session;

	@BeforeAll
	static void startSamba() throws IOException {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		samba = Samba.shared();
	}

	@BeforeEach
	void open() throws IOException {
		Path folder = samba.newFolder();
		new Random(1).nextBytes(bytes);
		file = Files.write(folder.resolve("file"), bytes);
		proxy = new FaultyProxy(samba.port());
		session = new SmbTransport().open(samba.settings("port", proxy.port(), "path", folder.getFileName().toString(), "connections", CONNECTIONS));
	}

	@AfterEach
	void close() throws IOException {
		session.close();
		proxy.close();
	}

	@Test
	void allConnectionsWork() throws IOException {
		assertEquals(1, proxy.connections());
		while (proxy.connections() < CONNECTIONS) { // on a busy machine one may come too late for the first time
			assertArrayEquals(bytes, readAll());
		}
		assertArrayEquals(bytes, readAll());
		assertEquals(CONNECTIONS, proxy.connections(), "and no more");
	}

	@Test
	void aFileThatIsNotLargeNeedsNoMore() throws IOException {
		Files.write(file, Arrays.copyOf(bytes, 300_000));
		assertArrayEquals(Arrays.copyOf(bytes, 300_000), readAll());
		assertEquals(1, proxy.connections());
	}

	@Test
	void everyLengthComesWhole() throws IOException {
		for (int chunks = 1; chunks < 30; chunks = chunks * 2 + 1) {
			for (int more = -1; more <= 1; more++) {
				byte[] some = Arrays.copyOf(bytes, chunks * CHUNK + more);
				Files.write(file, some);
				assertArrayEquals(some, readAll(), () -> "of " + some.length);
			}
		}
	}

	@Test
	void aBrokenConnectionIsMadeUpForInEachLane() throws IOException {
		for (int cut = 100_000; cut < bytes.length; cut += 900_000) {
			proxy.cutAfter(cut);
			assertArrayEquals(bytes, readAll());
		}
	}

	@Test
	void whatComesInSmallPiecesIsTheSame() throws IOException {
		Random random = new Random(2);
		try (FileContent content = session.read(FILE)) {
			byte[] read = new byte[bytes.length];
			for (int at = 0; at < read.length;) {
				int n = content.read(read, at, Math.min(read.length - at, random.nextInt(1, 200_000)));
				assertTrue(n > 0);
				at += n;
			}
			assertEquals(-1, content.read());
			assertArrayEquals(bytes, read);
		}
	}

	@Test
	void severalAreReadAtOnce() throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
			List<Future<byte[]>> all = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				all.add(threads.submit(this::readAll));
			}
			for (Future<byte[]> one : all) {
				assertArrayEquals(bytes, one.get());
			}
		}
		assertTrue(proxy.connections() <= CONNECTIONS);
	}

	@Test
	void anotherFileInItsPlaceIsNoticed() throws IOException {
		FileEntry listed = session.list(EntryPath.ROOT).children().getFirst();
		try (FileContent content = session.read(FILE)) {
			content.skipNBytes(10);
			Path other = Files.write(file.resolveSibling("other"), new byte[bytes.length]);
			Files.move(other, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			content.readAllBytes();
			assertNotEquals(listed.modified(), content.state().modified());
		} catch (TransportException e) {
			// noticed by the transport itself: it is to be read again
			assertTrue(e.isAboutOneEntry() && !e.isPermanent(), e.getMessage());
		}
		assertArrayEquals(new byte[bytes.length], readAll());
	}

	/** A log, a mailbox, the disk of a virtual machine: what never stands still is read, too. */
	@Test
	void aFileThatIsBeingWrittenIsReadAndItsStateSaysSo() throws IOException {
		FileEntry listed = session.list(EntryPath.ROOT).children().getFirst();
		try (FileContent content = session.read(FILE)) {
			Files.write(file, new byte[100], StandardOpenOption.APPEND);
			content.skipNBytes(1_000_000);
			try (RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw")) {
				writer.write(new byte[100]);
			}
			assertEquals(bytes.length - 1_000_000, content.readAllBytes().length, "as far as it went when it was opened");
			assertTrue(content.state().size() > listed.size());
		}
	}

	@Test
	void aFileThatGetsShorterEndsThere() throws IOException {
		try (FileContent content = session.read(FILE)) {
			assertEquals(bytes[0], (byte) content.read());
			try (RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw")) {
				writer.setLength(2_000_000);
			}
			byte[] rest = content.readAllBytes();
			assertArrayEquals(Arrays.copyOfRange(bytes, 1, 2_000_000), rest);
			assertEquals(-1, content.read());
			assertEquals(2_000_000, content.state().size());
		}
	}

	@Test
	void whoReadsNoFurtherLeavesNothingOpen() throws IOException {
		for (int i = 0; i < 20; i++) {
			try (FileContent content = session.read(FILE)) {
				content.skipNBytes(100_000L * i);
			}
		}
		assertArrayEquals(bytes, readAll());
	}

	private byte[] readAll() throws IOException {
		try (FileContent content = session.read(FILE)) {
			byte[] all = content.readAllBytes();
			assertEquals(all.length, content.state().size());
			return all;
		}
	}
}
