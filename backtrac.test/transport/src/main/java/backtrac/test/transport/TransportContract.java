package backtrac.test.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

/**
 * What a transport must do for backups. The tests make files in {@link #folder} with this machine's own means, and look at them
 * through a session.
 */
@Timeout(120)
public abstract class TransportContract {

	/** Around the sizes at which transports cut. */
	private static final int[] SIZES = { 0, 1, 4095, 4096, 64_935, 64_936, 64_937, 65_535, 65_536, 65_537, 1_048_576 + 3 };
	private static final Instant TIME = Instant.ofEpochSecond(1_234_567_890, 123_456_789);
	private static final long WAKE_SECONDS = 2;

	private TransportSession session;

	/** The folder that sessions look at, as this machine sees it: empty, and another one for each test. */
	protected abstract Path folder();

	/** Opens a session on {@link #folder}. */
	protected abstract TransportSession open() throws TransportException;

	/** Takes the right to read a file or folder from the user that sessions sign in with. Answers false if that cannot be. */
	protected abstract boolean deny(Path path) throws IOException;

	/** How fine times are, in nanoseconds. */
	protected long timeStep() {
		return 1;
	}

	@BeforeEach
	void openSession() throws IOException {
		session = open();
	}

	@AfterEach
	void closeSession() {
		session.close();
	}

	/** The test's own session. */
	protected TransportSession session() {
		return session;
	}

	/** A time as the transport can tell it. */
	protected Instant step(Instant time) {
		return time.minusNanos(Math.floorMod(time.getNano(), timeStep()));
	}

	/** Bytes that differ from place to place. */
	protected static byte[] bytes(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	@Test
	void anEmptyFolderIsListed() throws IOException {
		Listing listing = session.list(EntryPath.ROOT);
		assertEquals(List.of(), listing.children());
		assertEquals(List.of(), listing.problems());
		assertEquals(FileType.DIRECTORY, listing.directory().type());
		assertEquals(ByteString.EMPTY, listing.directory().name());
	}

	@Test
	void aListingHasTypesSizesAndTimes() throws IOException {
		Path file = Files.writeString(folder().resolve("file"), "four");
		Path inner = Files.createDirectory(folder().resolve("folder"));
		Files.writeString(inner.resolve("inner"), "inner");
		for (Path path : List.of(file, inner)) {
			Files.setLastModifiedTime(path, FileTime.from(TIME));
		}
		Map<String, FileEntry> children = children(EntryPath.ROOT);
		assertEquals(2, children.size());
		assertEquals(FileType.FILE, children.get("file").type());
		assertEquals(4, children.get("file").size());
		assertEquals(step(TIME), children.get("file").modified());
		assertEquals(FileType.DIRECTORY, children.get("folder").type());
		assertEquals(0, children.get("folder").size());
		assertEquals(step(TIME), children.get("folder").modified());
		Listing listing = session.list(EntryPath.parse("folder"));
		assertEquals(ByteString.of("folder"), listing.directory().name());
		assertEquals(step(TIME), listing.directory().modified());
		assertEquals("inner", listing.children().getFirst().name().toString());
	}

	@Test
	void namesAreTheirs() throws IOException {
		List<String> names = List.of("with space", "ünïcode", "日本語", "emoji 😀", ".hidden", "a'b&c;d$e`f", "UPPER", "x".repeat(200));
		for (String name : names) {
			Files.writeString(folder().resolve(name), name);
		}
		assertEquals(names.stream().sorted().toList(), children(EntryPath.ROOT).keySet().stream().sorted().toList());
		for (String name : names) {
			assertEquals(name, text(EntryPath.of(ByteString.of(name))));
		}
	}

	@Test
	void aLargeFolderIsListedWhole() throws IOException {
		int count = 3000;
		for (int i = 0; i < count; i++) {
			Files.createFile(folder().resolve("a file with a name of some length, number " + i));
		}
		List<FileEntry> children = session.list(EntryPath.ROOT).children();
		assertEquals(count, children.size());
		assertEquals(count, children.stream().map(FileEntry::name).distinct().count());
	}

	@Test
	void aDeepFolderIsReached() throws IOException {
		EntryPath path = EntryPath.ROOT;
		Path deep = folder();
		for (int i = 0; i < 20; i++) {
			path = path.resolve(ByteString.of("level " + i));
			deep = Files.createDirectory(deep.resolve("level " + i));
		}
		Files.writeString(deep.resolve("file"), "deep");
		assertEquals(1, session.list(path).children().size());
		assertEquals("deep", text(path.resolve(ByteString.of("file"))));
	}

	@Test
	void contentIsReadToItsLastByte() throws IOException {
		for (int size : SIZES) {
			Files.write(folder().resolve("size " + size), bytes(size));
		}
		Map<String, FileEntry> children = children(EntryPath.ROOT);
		for (int size : SIZES) {
			FileEntry listed = children.get("size " + size);
			try (FileContent content = session.read(EntryPath.parse("size " + size))) {
				assertArrayEquals(bytes(size), content.readAllBytes(), () -> "of " + size);
				assertEquals(-1, content.read());
				assertEquals(-1, content.read(new byte[10], 0, 10));
				assertState(listed, content.state());
			}
		}
	}

	@Test
	void contentIsReadInPieces() throws IOException {
		byte[] all = bytes(200_000);
		Files.write(folder().resolve("file"), all);
		try (FileContent content = session.read(EntryPath.parse("file"))) {
			assertEquals(all[0] & 0xFF, content.read());
			assertEquals(0, content.read(new byte[10], 3, 0));
			int length = 1;
			byte[] piece = new byte[77_777];
			for (int n; (n = content.read(piece, 7, 70_000)) >= 0; length += n) {
				assertTrue(n > 0, "a read that is not at the end brings something");
				for (int i = 0; i < n; i++) {
					assertEquals(all[length + i], piece[7 + i]);
				}
			}
			assertEquals(all.length, length);
		}
	}

	@Test
	void aFileThatGrowsIsNoticed() throws IOException {
		byte[] all = bytes(300_000);
		Path file = Files.write(folder().resolve("file"), all);
		Files.setLastModifiedTime(file, FileTime.from(TIME));
		FileEntry listed = children(EntryPath.ROOT).get("file");
		try (FileContent content = session.read(EntryPath.parse("file"))) {
			assertEquals(all[0] & 0xFF, content.read());
			Files.write(file, bytes(10), StandardOpenOption.APPEND);
			content.skipNBytes(all.length - 1);
			FileEntry state = content.state();
			assertTrue(state.size() != listed.size() || !state.modified().equals(listed.modified()), () -> "not noticed: " + state);
		} catch (TransportException e) {
			// noticed by the transport itself: it is to be read again
			assertTrue(e.isAboutOneEntry() && !e.isPermanent(), e.getMessage());
		}
	}

	@Test
	void whatHasVanishedIsSaid() throws IOException {
		Path folder = Files.createDirectory(folder().resolve("folder"));
		Path file = Files.writeString(folder.resolve("file"), "x");
		EntryPath path = EntryPath.parse("folder/file");
		assertEquals("x", text(path));
		Files.delete(file);
		fails(Reason.NOT_FOUND, () -> session.read(path));
		Files.delete(folder);
		fails(Reason.NOT_FOUND, () -> session.read(path));
		fails(Reason.NOT_FOUND, () -> session.list(EntryPath.parse("folder")));
		fails(Reason.NOT_FOUND, () -> session.list(EntryPath.parse("folder/inner")));
	}

	@Test
	void whatHasBecomeSomethingElseIsSaid() throws IOException {
		Files.createDirectory(folder().resolve("folder"));
		Files.createFile(folder().resolve("file"));
		fails(Reason.NOT_FOUND, () -> session.read(EntryPath.parse("folder")));
		fails(Reason.NOT_A_DIRECTORY, () -> session.list(EntryPath.parse("file")));
	}

	@Test
	void whatMayNotBeReadIsSaid() throws IOException {
		Path file = Files.writeString(folder().resolve("file"), "secret");
		Path folder = Files.createDirectory(folder().resolve("folder"));
		assumeTrue(deny(file) && deny(folder), "the user may read everything");
		fails(Reason.ACCESS_DENIED, () -> session.read(EntryPath.parse("file")));
		fails(Reason.ACCESS_DENIED, () -> session.list(EntryPath.parse("folder")));
		assertEquals(2, session.list(EntryPath.ROOT).children().size(), "they are there all the same");
	}

	@Test
	void aLinkOutOfTheRootIsNotFollowed(@TempDir Path outside) throws IOException {
		Files.writeString(outside.resolve("file"), "secret");
		Files.createSymbolicLink(folder().resolve("file"), outside.resolve("file"));
		Files.createSymbolicLink(folder().resolve("folder"), outside);
		assertTrue(assertThrows(TransportException.class, () -> session.read(EntryPath.parse("file"))).isAboutOneEntry());
		assertTrue(assertThrows(TransportException.class, () -> session.read(EntryPath.parse("folder/file"))).isAboutOneEntry());
		assertTrue(assertThrows(TransportException.class, () -> session.list(EntryPath.parse("folder"))).isAboutOneEntry());
	}

	@Test
	void severalThreadsListAndRead() throws Exception {
		for (int i = 0; i < 40; i++) {
			Path folder = Files.createDirectory(folder().resolve("folder " + i % 4 + "-" + i));
			Files.write(folder.resolve("file"), bytes(i * 5000));
		}
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			List<Future<?>> all = new ArrayList<>();
			for (int i = 0; i < 40; i++) {
				int number = i;
				EntryPath folder = EntryPath.parse("folder " + i % 4 + "-" + i);
				all.add(threads.submit(() -> {
					assertEquals(1, session.list(folder).children().size());
					try (FileContent content = session.read(folder.resolve(ByteString.of("file")))) {
						assertArrayEquals(bytes(number * 5000), content.readAllBytes());
					}
					return null;
				}));
			}
			for (Future<?> future : all) {
				future.get();
			}
		}
	}

	@Test
	void closingEndsThoseAtWork() throws Exception {
		Files.write(folder().resolve("file"), bytes(3_000_000));
		FileContent content = session.read(EntryPath.parse("file"));
		int readers = 4;
		CountDownLatch atWork = new CountDownLatch(readers);
		try (ExecutorService threads = Executors.newFixedThreadPool(readers)) {
			List<Future<TransportException>> all = IntStream.range(0, readers).mapToObj(i -> threads.submit(() -> assertThrows(TransportException.class, () -> {
				for (;;) { // begins anew at its end: it cannot end but by being closed
					session.list(EntryPath.ROOT);
					try (FileContent again = session.read(EntryPath.parse("file"))) {
						again.skipNBytes(100_000);
						atWork.countDown();
						again.readAllBytes();
					}
				}
			}))).toList();
			atWork.await();
			session.close();
			session.close();
			for (Future<TransportException> reader : all) {
				assertEquals(Reason.CLOSED, reader.get(WAKE_SECONDS, TimeUnit.SECONDS).reason());
			}
		}
		fails(Reason.CLOSED, () -> content.read());
		fails(Reason.CLOSED, () -> content.state());
		fails(Reason.CLOSED, () -> session.list(EntryPath.ROOT));
		fails(Reason.CLOSED, () -> session.read(EntryPath.parse("file")));
		content.close();
	}

	@Test
	void closedContentIsNotRead() throws IOException {
		Files.write(folder().resolve("file"), bytes(300_000));
		FileContent content = session.read(EntryPath.parse("file"));
		content.skipNBytes(100_000);
		content.close();
		content.close();
		fails(Reason.CLOSED, () -> content.read());
		assertEquals(300_000, session.read(EntryPath.parse("file")).readAllBytes().length, "the session goes on");
	}

	@Test
	void sessionsDoNotDisturbEachOther() throws IOException {
		Files.writeString(folder().resolve("file"), "x");
		TransportSession other = open();
		assertEquals(1, other.list(EntryPath.ROOT).children().size());
		other.close();
		assertEquals("x", text(EntryPath.parse("file")));
		assertNotEquals(0, children(EntryPath.ROOT).size());
	}

	private static void assertState(FileEntry listed, FileEntry state) {
		assertEquals(listed.size(), state.size());
		assertEquals(listed.modified(), state.modified());
		assertEquals(listed.name(), state.name());
	}

	/** A file's content as the session reads it. */
	protected String text(EntryPath path) throws IOException {
		try (FileContent content = session.read(path)) {
			return new String(content.readAllBytes());
		}
	}

	/** What is in a folder, by name. */
	protected Map<String, FileEntry> children(EntryPath folder) throws IOException {
		return session.list(folder).children().stream().collect(Collectors.toMap(entry -> entry.name().toString(), entry -> entry));
	}

	/** Fails unless a call fails for that reason, with words. */
	protected static TransportException fails(Reason reason, Executable call) {
		TransportException e = assertThrows(TransportException.class, call);
		assertEquals(reason, e.reason(), e.getMessage());
		assertTrue(e.getMessage() != null && e.getMessage().length() > 5, "a person wants to know more");
		return e;
	}
}
