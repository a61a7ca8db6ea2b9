package backtrac.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;

@Timeout(60)
class ReadingTest {

	@TempDir
	Path temp;

	private TransportSession session;

	@BeforeEach
	void open() throws IOException {
		session = new LocalTransport().open(Map.of("path", temp.toString()));
	}

	@AfterEach
	void close() {
		session.close();
	}

	@Test
	void aListingHasAllMetadata() throws IOException {
		Path file = Files.writeString(temp.resolve("file"), "four");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
		Instant time = Instant.ofEpochSecond(1_234_567_890, 123_456_789);
		Files.setLastModifiedTime(file, FileTime.from(time));
		Files.createLink(temp.resolve("first"), Files.createFile(temp.resolve("second")));
		Files.createSymbolicLink(temp.resolve("symlink"), Path.of("/no/where"));
		Files.createDirectory(temp.resolve("folder"));
		Map<String, FileEntry> children = children(EntryPath.ROOT);
		FileEntry entry = children.get("file");
		assertEquals(FileType.FILE, entry.type());
		assertEquals(4, entry.size());
		assertEquals(time, entry.modified());
		assertEquals(0640, entry.mode());
		assertEquals(Files.getAttribute(file, "unix:uid"), entry.uid());
		assertEquals(Files.getAttribute(file, "unix:gid"), entry.gid());
		assertEquals(Files.getOwner(file).getName(), entry.owner());
		assertEquals(Files.getAttribute(file, "posix:group").toString(), entry.group());
		assertNull(entry.id(), "has no other name");
		assertNotNull(children.get("first").id());
		assertEquals(children.get("first").id(), children.get("second").id());
		assertEquals(ByteString.of("/no/where"), children.get("symlink").target());
		assertEquals(0, children.get("folder").size());
		assertNull(children.get("folder").id());
		assertEquals(FileType.DIRECTORY, session.list(EntryPath.ROOT).directory().type());
		assertEquals(ByteString.EMPTY, session.list(EntryPath.ROOT).directory().name());
		assertEquals(ByteString.of("folder"), session.list(EntryPath.parse("folder")).directory().name());
	}

	@Test
	void aSocketIsListed() throws IOException {
		Path path = temp.resolve("s");
		try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
			socket.bind(UnixDomainSocketAddress.of(path));
			assertEquals(FileType.SOCKET, children(EntryPath.ROOT).get("s").type());
			fails(Reason.NOT_FOUND, path + ": no file any more", () -> session.read(EntryPath.parse("s")));
		}
	}

	@Test
	void contentTellsWhatItHasBecome() throws IOException {
		Path file = Files.writeString(temp.resolve("file"), "0123456789");
		FileEntry listed = children(EntryPath.ROOT).get("file");
		try (FileContent content = session.read(EntryPath.parse("file"))) {
			assertEquals('0', content.read());
			assertEquals(listed, content.state());
			Files.writeString(file, "0123456789 and more");
			assertEquals("123456789 and more", new String(content.readAllBytes()));
			assertEquals(-1, content.read());
			assertEquals(19, content.state().size());
		}
	}

	@Test
	void whatHasVanishedOrChangedIsSaid() throws IOException {
		Path folder = Files.createDirectory(temp.resolve("folder"));
		Path file = Files.createFile(folder.resolve("file"));
		assertEquals(1, children(EntryPath.parse("folder")).size());
		Files.delete(file);
		EntryPath path = EntryPath.parse("folder/file");
		fails(Reason.NOT_FOUND, file + ": no such file or folder", () -> session.read(path));
		Files.createDirectory(file);
		fails(Reason.NOT_FOUND, file + ": no file any more", () -> session.read(path));
		Files.delete(file);
		Files.delete(folder);
		fails(Reason.NOT_FOUND, folder + ": no such file or folder", () -> session.list(EntryPath.parse("folder")));
		Files.createFile(folder);
		fails(Reason.NOT_A_DIRECTORY, folder + ": not a folder", () -> session.list(EntryPath.parse("folder")));
	}

	@Test
	void aFolderThatHasBecomeASymbolicLinkIsNotFollowed(@TempDir Path outside) throws IOException {
		Path folder = Files.createDirectory(temp.resolve("folder"));
		Files.writeString(outside.resolve("file"), "secret");
		Files.writeString(folder.resolve("file"), "mine");
		assertEquals(1, children(EntryPath.parse("folder")).size());
		Files.move(folder, temp.resolve("moved"));
		Files.createSymbolicLink(folder, outside);
		fails(Reason.NOT_A_DIRECTORY, null, () -> session.list(EntryPath.parse("folder")));
		fails(Reason.NOT_FOUND, null, () -> session.read(EntryPath.parse("folder/file")));
		Files.createSymbolicLink(temp.resolve("link"), outside.resolve("file"));
		fails(Reason.NOT_FOUND, temp.resolve("link") + ": no file any more", () -> session.read(EntryPath.parse("link")));
	}

	@Test
	void whatMayNotBeReadIsSaid() throws IOException {
		assumeFalse(System.getProperty("user.name").equals("root"), "the superuser may read everything");
		Path file = Files.createFile(temp.resolve("file"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("---------")));
		fails(Reason.ACCESS_DENIED, file + ": permission denied", () -> session.read(EntryPath.parse("file")));
	}

	@Test
	void closingEndsAReaderInTheMiddle() throws Exception {
		Files.write(temp.resolve("file"), new byte[1 << 20]);
		FileContent content = session.read(EntryPath.parse("file"));
		CountDownLatch reading = new CountDownLatch(1);
		try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
			Future<TransportException> reader = threads.submit(() -> assertThrows(TransportException.class, () -> {
				for (;;) { // begins anew at its end: it cannot end but by being closed
					try (FileContent again = session.read(EntryPath.parse("file"))) {
						reading.countDown();
						again.readAllBytes();
					}
				}
			}));
			reading.await();
			session.close();
			session.close();
			assertEquals(Reason.CLOSED, reader.get().reason());
		}
		fails(Reason.CLOSED, null, content::read);
		fails(Reason.CLOSED, null, content::state);
		fails(Reason.CLOSED, null, () -> session.list(EntryPath.ROOT));
		assertTrue(openBelow(temp).isEmpty(), () -> "still open: " + openBelow(temp));
	}

	private Map<String, FileEntry> children(EntryPath folder) throws IOException {
		return session.list(folder).children().stream().collect(Collectors.toMap(entry -> entry.name().toString(), entry -> entry));
	}

	/** What this process has open below a folder, as the kernel says. */
	private static String openBelow(Path folder) {
		try (var numbers = Files.list(Path.of("/proc/self/fd"))) {
			return numbers.map(ReadingTest::target).filter(target -> target.startsWith(folder.toString()))
					.collect(Collectors.joining(" "));
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private static String target(Path number) {
		try {
			return Files.readSymbolicLink(number).toString();
		} catch (IOException gone) {
			return "";
		}
	}

	private static void fails(Reason reason, String message, Executable call) {
		TransportException e = assertThrows(TransportException.class, call);
		assertEquals(reason, e.reason(), e.getMessage());
		assertTrue(message == null || message.equals(e.getMessage()), e.getMessage());
	}
}
