package backtrac.test.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;

/** What a transport must do for restores. */
public abstract class WritableContract extends TransportContract {

	private static final Instant TIME = Instant.ofEpochSecond(1_111_111_111, 222_222_200);
	private static final Instant OTHER_TIME = Instant.ofEpochSecond(1_000_000_000);

	private WritableSession session;

	@BeforeEach
	void useSession() {
		session = (WritableSession) session();
	}

	@Test
	void filesAreWritten() throws IOException {
		for (int size : new int[] { 0, 1, 64_935, 64_936, 64_937, 65_536, 1_048_576 + 3 }) {
			assertEquals(List.of(), write("size " + size, bytes(size), false));
			Path file = folder().resolve("size " + size);
			assertArrayEquals(bytes(size), Files.readAllBytes(file));
			assertEquals(step(TIME), step(Files.getLastModifiedTime(file).toInstant()));
		}
		assertEquals(7, count(folder()), "and nothing else");
	}

	@Test
	void whatIsWrittenIsListed() throws IOException {
		write("ünïcode 😀", bytes(5), false);
		FileEntry entry = children(EntryPath.ROOT).get("ünïcode 😀");
		assertEquals(5, entry.size());
		assertEquals(step(TIME), entry.modified());
	}

	@Test
	void foldersAreMadeAndSealed() throws IOException {
		EntryPath outer = EntryPath.parse("outer");
		EntryPath inner = EntryPath.parse("outer/inner");
		FileEntry folder = FileEntry.directory(ByteString.of("whatever"), TIME);
		assertEquals(List.of(), session.write(outer, folder, null, false));
		assertEquals(List.of(), session.write(inner, folder, null, false));
		write("outer/inner/file", bytes(3), false);
		assertEquals(List.of(), session.seal(inner, folder));
		assertEquals(List.of(), session.seal(outer, folder));
		for (EntryPath path : List.of(outer, inner)) {
			assertEquals(step(TIME), session.list(path).directory().modified());
			assertEquals(step(TIME), step(Files.getLastModifiedTime(folder().resolve(path.toString())).toInstant()));
		}
	}

	@Test
	void whatIsThereStaysUnlessAsked() throws IOException {
		Files.writeString(folder().resolve("file"), "old");
		fails(Reason.EXISTS, () -> write("file", bytes(10), false));
		assertEquals("old", Files.readString(folder().resolve("file")));
		write("file", bytes(10), true);
		assertArrayEquals(bytes(10), Files.readAllBytes(folder().resolve("file")));
		write("another", bytes(10), true);
		assertEquals(2, count(folder()));
	}

	@Test
	void aFolderThatHoldsSomethingIsNotReplaced() throws IOException {
		Path folder = Files.createDirectory(folder().resolve("folder"));
		Files.writeString(folder.resolve("file"), "mine");
		fails(Reason.EXISTS, () -> write("folder", bytes(10), false));
		fails(Reason.EXISTS, () -> write("folder", bytes(10), true));
		assertEquals("mine", Files.readString(folder.resolve("file")));
		assertEquals(1, count(folder()));
	}

	@Test
	void anEmptyFolderIsReplacedWhenAsked() throws IOException {
		Files.createDirectory(folder().resolve("folder"));
		fails(Reason.EXISTS, () -> write("folder", bytes(10), false));
		write("folder", bytes(10), true);
		assertArrayEquals(bytes(10), Files.readAllBytes(folder().resolve("folder")));
	}

	@Test
	void aFileIsReplacedByAFolderWhenAsked() throws IOException {
		Files.writeString(folder().resolve("file"), "old");
		EntryPath path = EntryPath.parse("file");
		FileEntry folder = FileEntry.directory(ByteString.of("file"), TIME);
		fails(Reason.EXISTS, () -> session.write(path, folder, null, false));
		assertEquals("old", Files.readString(folder().resolve("file")));
		session.write(path, folder, null, true);
		assertTrue(Files.isDirectory(folder().resolve("file")));
		assertEquals(1, count(folder()));
	}

	@Test
	void aFolderThatIsThereKeepsWhatItHas() throws IOException {
		Path folder = Files.createDirectory(folder().resolve("folder"));
		Files.writeString(folder.resolve("mine"), "mine");
		Files.setLastModifiedTime(folder, FileTime.from(OTHER_TIME));
		EntryPath path = EntryPath.parse("folder");
		FileEntry entry = FileEntry.directory(ByteString.of("folder"), TIME);
		assertEquals(List.of(), session.write(path, entry, null, false));
		assertEquals(List.of(), session.seal(path, entry));
		assertEquals(OTHER_TIME, Files.getLastModifiedTime(folder).toInstant());
		try (WritableSession again = (WritableSession) open()) {
			assertEquals(List.of(), again.write(path, entry, null, true));
			assertEquals(List.of(), again.seal(path, entry));
		}
		assertEquals(step(TIME), step(Files.getLastModifiedTime(folder).toInstant()));
		assertEquals("mine", Files.readString(folder.resolve("mine")));
	}

	@Test
	void aRootThatHoldsSomethingKeepsItsTime() throws IOException {
		Files.writeString(folder().resolve("mine"), "mine");
		Files.setLastModifiedTime(folder(), FileTime.from(OTHER_TIME));
		FileEntry entry = FileEntry.directory(ByteString.EMPTY, TIME);
		session.write(EntryPath.ROOT, entry, null, false);
		session.seal(EntryPath.ROOT, entry);
		assertEquals(OTHER_TIME, Files.getLastModifiedTime(folder()).toInstant());
		try (WritableSession again = (WritableSession) open()) {
			again.write(EntryPath.ROOT, entry, null, true);
			again.seal(EntryPath.ROOT, entry);
		}
		assertEquals(step(TIME), step(Files.getLastModifiedTime(folder()).toInstant()));
	}

	@Test
	void whenTheContentFailsNothingIsThere() throws IOException {
		Files.writeString(folder().resolve("file"), "old");
		IOException failure = new IOException("the repository's disk is broken");
		for (int size : new int[] { 0, 10, 200_000 }) {
			for (String name : List.of("file", "new")) {
				assertSame(failure, assertThrows(IOException.class, () -> session.write(EntryPath.parse(name), entry(300_000),
						new SequenceInputStream(new ByteArrayInputStream(bytes(size)), failing(failure)), true)));
			}
		}
		assertEquals("old", Files.readString(folder().resolve("file")));
		assertEquals(1, count(folder()));
	}

	@Test
	void aFileIsThereWholeOrNotAtAll() throws IOException {
		Path file = folder().resolve("file");
		InputStream content = new ByteArrayInputStream(bytes(500_000)) {

			@Override
			public synchronized int read(byte[] buffer, int at, int length) {
				assertFalse(Files.exists(file), "half of it is there");
				return super.read(buffer, at, length);
			}
		};
		session.write(EntryPath.parse("file"), entry(500_000), content, false);
		assertArrayEquals(bytes(500_000), Files.readAllBytes(file));
	}

	@Test
	void whatIsWrittenIntoNothingFails() {
		fails(Reason.NOT_FOUND, () -> write("none/file", bytes(3), false));
		fails(Reason.NOT_FOUND, () -> session.write(EntryPath.parse("none/folder"), FileEntry.directory(ByteString.EMPTY, TIME), null, false));
	}

	@Test
	void anotherNameIsMadeOrRefused() throws IOException {
		write("first", bytes(9), false);
		try {
			session.link(EntryPath.parse("second"), EntryPath.parse("first"), false);
			assertTrue(Files.isSameFile(folder().resolve("first"), folder().resolve("second")));
			fails(Reason.EXISTS, () -> session.link(EntryPath.parse("second"), EntryPath.parse("first"), false));
		} catch (TransportException e) {
			assertEquals(Reason.UNSUPPORTED, e.reason(), e.getMessage());
			assertEquals(1, count(folder()));
		}
	}

	@Test
	void severalThreadsWrite() throws Exception {
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			List<Future<List<String>>> all = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				String name = "file " + i;
				int size = i * 5000;
				all.add(threads.submit(() -> write(name, bytes(size), false)));
			}
			for (Future<List<String>> future : all) {
				assertEquals(List.of(), future.get());
			}
		}
		for (int i = 0; i < 40; i++) {
			assertArrayEquals(bytes(i * 5000), Files.readAllBytes(folder().resolve("file " + i)));
		}
		assertEquals(40, count(folder()));
	}

	@Test
	void closingEndsThoseWhoWrite() throws Exception {
		CountDownLatch atWork = new CountDownLatch(20);
		InputStream endless = new InputStream() {

			@Override
			public int read() {
				return 7;
			}

			@Override
			public int read(byte[] buffer, int at, int length) {
				atWork.countDown();
				return length;
			}
		};
		try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
			Future<TransportException> writer = threads
					.submit(() -> assertThrows(TransportException.class, () -> session.write(EntryPath.parse("file"), entry(1 << 30), endless, false)));
			atWork.await();
			session.close();
			assertEquals(Reason.CLOSED, writer.get(2, TimeUnit.SECONDS).reason());
		}
		assertFalse(Files.exists(folder().resolve("file")));
		fails(Reason.CLOSED, () -> write("file", bytes(3), false));
	}

	private List<String> write(String path, byte[] content, boolean overwrite) throws IOException {
		return session.write(EntryPath.parse(path), entry(content.length), new ByteArrayInputStream(content), overwrite);
	}

	private static FileEntry entry(long size) {
		return FileEntry.file(ByteString.of("whatever"), size, TIME);
	}

	private static InputStream failing(IOException failure) {
		return new InputStream() {

			@Override
			public int read() throws IOException {
				throw failure;
			}
		};
	}

	private static long count(Path folder) throws IOException {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.count();
		}
	}
}
