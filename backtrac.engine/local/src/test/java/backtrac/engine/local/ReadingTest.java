package backtrac.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
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
import backtrac.api.transport.Listing;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.posix.Directory;
import backtrac.posix.FileSystem;
import backtrac.posix.Stat;

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
	void anEntryOfAnUnknownTypeIsAProblemOfItsOwn() throws IOException {
		Files.writeString(temp.resolve("known"), "x");
		Files.writeString(temp.resolve("strange"), "x");
		Directory real = FileSystem.system().open(temp);
		try (LocalSession strange = new LocalSession(withStrangeType(real, "strange"), "root", closed -> {
		})) {
			Listing listing = strange.list(EntryPath.ROOT);
			assertEquals(List.of("known"), listing.children().stream().map(entry -> entry.name().toString()).toList());
			assertEquals(List.of(new Listing.Problem(FileEntry.file(ByteString.of("strange"), 0, Instant.EPOCH), "of a type that is not known here (0150000)")),
					listing.problems());
		}
	}

	/** The same folder, but an entry in it is of a type that no system has yet. */
	private static Directory withStrangeType(Directory real, String name) {
		return (Directory) Proxy.newProxyInstance(ReadingTest.class.getClassLoader(), new Class<?>[] { Directory.class }, (proxy, method, arguments) -> {
			Object result = method.invoke(real, arguments);
			if (method.getName().equals("stat") && arguments[0].equals(ByteString.of(name))) {
				((Stat) arguments[1]).mode = 0150644;
			}
			return result instanceof Directory folder ? withStrangeType(folder, name) : result;
		});
	}

	@Test
	void contentOfASparseFileHasItsExtents() throws IOException {
		try (FileChannel file = FileChannel.open(temp.resolve("sparse"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			file.write(ByteBuffer.wrap(new byte[] { 1 }), 10 << 20);
			file.write(ByteBuffer.wrap(new byte[] { 2 }), 30 << 20);
		}
		try (FileContent content = session.read(EntryPath.parse("sparse"))) {
			assertEquals(2, content.extents().count());
			assertEquals((30 << 20) + 1, content.extents().end());
			byte[] all = content.readAllBytes();
			assertEquals((30 << 20) + 1, all.length);
			assertEquals(1, all[10 << 20]);
			assertEquals(2, all[30 << 20]);
		}
		Files.writeString(temp.resolve("full"), "full");
		try (FileContent content = session.read(EntryPath.parse("full"))) {
			assertNull(content.extents());
		}
	}

	@Test
	void closingEndsTheReadingOfALongHole() throws IOException {
		try (RandomAccessFile file = new RandomAccessFile(temp.resolve("hole").toFile(), "rw")) {
			file.setLength(1L << 40);
		}
		try (FileContent content = session.read(EntryPath.parse("hole"))) {
			byte[] buffer = new byte[1000];
			assertEquals(1000, content.read(buffer));
			session.close();
			fails(Reason.CLOSED, temp.resolve("hole") + ": closed", () -> content.read(buffer));
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
