package backtrac.smb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;
import backtrac.test.transport.FaultyProxy;
import backtrac.test.transport.Samba;

/** A network that stalls, breaks and lies, and a server that dies. */
@Timeout(120)
class FaultsTest {

	private static final EntryPath FILE = EntryPath.parse("file");
	private static final Instant TIME = Instant.ofEpochSecond(1_111_111_111);

	private static Samba samba;

	private Path folder;
	private FaultyProxy proxy;
	private WritableSession session;
	private final byte[] bytes = new byte[1_500_000];

	@BeforeAll
	static void startSamba() throws IOException {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		samba = Samba.shared();
	}

	@BeforeEach
	void open() throws IOException {
		folder = samba.newFolder();
		proxy = new FaultyProxy(samba.port());
		new Random(1).nextBytes(bytes);
		Files.write(folder.resolve("file"), bytes);
		open(20);
	}

	private void open(int timeout) throws IOException {
		if (session != null) {
			session.close();
		}
		session = new SmbTransport().open(settings("port", proxy.port(), "timeout", timeout, "connections", 2));
	}

	private Map<String, Object> settings(Object... more) {
		Map<String, Object> settings = samba.settings(more);
		settings.put("path", folder.getFileName().toString());
		return settings;
	}

	@AfterEach
	void close() throws IOException {
		session.close();
		proxy.close();
	}

	@Test
	void aReadGoesOnWhereTheConnectionBroke() throws IOException {
		for (long cut : new long[] { 1, 60_000, 65_100, 200_000, 1_400_000, 1_500_100 }) {
			proxy.cutAfter(cut);
			assertArrayEquals(bytes, readAll(), () -> "cut after " + cut);
			proxy.cutAfterAsking(cut / 400);
			assertArrayEquals(bytes, readAll(), () -> "cut after asking " + cut / 400);
		}
	}

	@Test
	void aListingBeginsAnewWhereTheConnectionBroke() throws IOException {
		Path inner = Files.createDirectory(folder.resolve("folder"));
		for (int i = 0; i < 2000; i++) {
			Files.createFile(inner.resolve("file " + i));
		}
		for (long cut : new long[] { 1, 1000, 70_000, 200_000 }) {
			proxy.cutAfter(cut);
			assertEquals(2000, session.list(EntryPath.parse("folder")).children().size());
		}
	}

	@Test
	void aFileThatChangedMeanwhileIsNotMixed() throws IOException {
		byte[] other = new byte[bytes.length];
		try (FileContent content = session.read(FILE)) {
			content.skipNBytes(300_000);
			proxy.cut();
			Files.write(folder.resolve("file"), other);
			TransportException e = fails(Reason.IO, content::readAllBytes);
			assertTrue(e.isAboutOneEntry() && !e.isPermanent(), "it is to be read again");
		}
		assertArrayEquals(other, readAll());
	}

	@Test
	void aServerThatIsKilledAndComesBackIsReadOn() throws Exception {
		try (FileContent content = session.read(FILE)) {
			byte[] begin = content.readNBytes(300_000);
			samba.kill();
			try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
				Future<byte[]> rest = thread.submit(content::readAllBytes);
				samba.start();
				byte[] all = new byte[bytes.length];
				System.arraycopy(begin, 0, all, 0, begin.length);
				System.arraycopy(rest.get(), 0, all, begin.length, bytes.length - begin.length);
				assertArrayEquals(bytes, all);
			}
		}
	}

	@Test
	void aServerThatStaysAwayIsGivenUp() throws IOException {
		open(1);
		samba.kill();
		TransportException e = assertThrows(TransportException.class, () -> session.list(EntryPath.ROOT));
		assertFalse(e.isAboutOneEntry(), "it concerns all");
		assertFalse(e.isPermanent(), "another run may have more luck");
		assertThrows(TransportException.class, this::readAll);
		samba.start();
	}

	@Test
	void aServerThatStallsIsGivenUp() throws IOException {
		open(1);
		try (FileContent content = session.read(FILE)) {
			proxy.stall(true);
			fails(Reason.TIMEOUT, content::readAllBytes);
			TransportException e = assertThrows(TransportException.class, () -> session.list(EntryPath.ROOT));
			assertFalse(e.isAboutOneEntry(), "it concerns all");
		}
		proxy.stall(false);
		assertArrayEquals(bytes, readAll(), "and the session goes on when it comes back");
	}

	@Test
	void whereAConnectionIsTakenAndNotAnsweredAnotherOneIsTried() throws Exception {
		open(4);
		int before = proxy.connections();
		proxy.stall(true);
		proxy.cut();
		try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
			Future<byte[]> read = thread.submit(() -> readAll());
			while (proxy.connections() < before + 2) {
				assertFalse(read.isDone(), "it gave up on the first");
				Thread.onSpinWait();
			}
			proxy.stall(false);
			assertArrayEquals(bytes, read.get());
		}
	}

	@Test
	void closingWakesThoseWhomTheServerLetsWait() throws Exception {
		FileContent content = session.read(FILE);
		content.skipNBytes(100_000);
		long answered = proxy.answered();
		proxy.stall(true);
		Callable<?> write = () -> session.write(EntryPath.parse("new"), FileEntry.file(FILE.name(), bytes.length, TIME), new ByteArrayInputStream(bytes), false);
		List<Callable<?>> works = List.of(content::readAllBytes, () -> session.list(EntryPath.ROOT), () -> session.read(FILE), write);
		CountDownLatch begun = new CountDownLatch(works.size());
		try (ExecutorService threads = Executors.newFixedThreadPool(works.size())) {
			List<Future<TransportException>> all = works.stream().map(work -> threads.submit(() -> {
				begun.countDown();
				return assertThrows(TransportException.class, work::call);
			})).toList();
			begun.await();
			session.close();
			for (Future<TransportException> one : all) {
				assertEquals(Reason.CLOSED, one.get(2, TimeUnit.SECONDS).reason());
			}
		}
		assertEquals(answered, proxy.answered(), "nobody was answered");
	}

	@Test
	void whatIsNotAsItWasSignedIsRefused() throws IOException {
		proxy.flipAfter(200_000); // among a file's bytes
		TransportException e = fails(Reason.CONNECTION_LOST, this::readAll);
		assertEquals("An answer from 127.0.0.1 was not what it had signed: somebody or something changes what goes over the network.", e.getMessage());
		assertArrayEquals(bytes, readAll());
	}

	@Test
	void afterUserAndPasswordWereRefusedNobodyTriesAgain() throws IOException {
		session.list(EntryPath.ROOT);
		samba.removeUser(Samba.USER);
		proxy.cut();
		fails(Reason.CREDENTIALS, () -> session.list(EntryPath.ROOT));
		int connections = proxy.connections();
		fails(Reason.CREDENTIALS, () -> session.list(EntryPath.ROOT));
		fails(Reason.CREDENTIALS, this::readAll);
		assertEquals(connections, proxy.connections());
		samba.addUser(Samba.USER);
	}

	@Test
	void aWriteThatBreaksLeavesNothingAndSpoilsNothing() throws IOException {
		Path file = folder.resolve("file");
		byte[] other = new byte[600_000];
		new Random(2).nextBytes(other);
		for (long cut : new long[] { 100, 70_000, 300_000, 600_500 }) {
			proxy.cutAfterAsking(cut);
			try {
				session.write(FILE, FileEntry.file(FILE.name(), other.length, TIME), new ByteArrayInputStream(other), true);
				assertArrayEquals(other, Files.readAllBytes(file), () -> "not cut after " + cut);
			} catch (TransportException e) {
				assertEquals(Reason.IO, e.reason(), e.getMessage());
				assertArrayEquals(bytes, Files.readAllBytes(file), () -> "cut after " + cut);
			}
			try (var entries = Files.list(folder)) {
				assertEquals(List.of(file), entries.toList(), () -> "cut after " + cut);
			}
			Files.write(file, bytes);
		}
		session.write(FILE, FileEntry.file(FILE.name(), other.length, TIME), new ByteArrayInputStream(other), true);
		assertArrayEquals(other, Files.readAllBytes(file));
		assertEquals(FileTime.from(TIME), Files.getLastModifiedTime(file));
	}

	@Test
	void aSmallFileIsWrittenAgainWhereTheConnectionBroke() throws IOException {
		byte[] content = new byte[3000];
		new Random(3).nextBytes(content);
		for (boolean isAnswer : new boolean[] { false, true }) {
			for (int cut = 1; cut < 4600; cut += 97) {
				for (boolean overwrite : new boolean[] { false, true }) {
					EntryPath path = EntryPath.parse("small " + isAnswer + overwrite + cut);
					Path file = folder.resolve(path.toString());
					if (overwrite) {
						Files.writeString(file, "older");
					}
					if (isAnswer) {
						proxy.cutAfter(cut / 4);
					} else {
						proxy.cutAfterAsking(cut);
					}
					session.write(path, FileEntry.file(path.name(), content.length, TIME), new ByteArrayInputStream(content), overwrite);
					assertArrayEquals(content, Files.readAllBytes(file), path::toString);
					assertEquals(FileTime.from(TIME), Files.getLastModifiedTime(file), path::toString);
					Files.delete(file);
				}
			}
		}
		try (var entries = Files.list(folder)) {
			assertEquals(List.of(folder.resolve("file")), entries.toList());
		}
	}

	@Test
	void whatIsBeingWrittenGoesWhenTheSessionIsClosed() throws Exception {
		byte[] content = new byte[200_000];
		ByteArrayInputStream closing = new ByteArrayInputStream(content) {

			@Override
			public synchronized int read(byte[] buffer, int at, int length) {
				if (pos > 100_000) {
					session.close();
				}
				return super.read(buffer, at, length);
			}
		};
		fails(Reason.CLOSED, () -> session.write(EntryPath.parse("new"), FileEntry.file(ByteString.of("new"), content.length, TIME), closing, false));
		for (;;) { // until the server has noticed, or the test's time is over
			try (var entries = Files.list(folder)) {
				if (entries.toList().equals(List.of(folder.resolve("file")))) {
					return;
				}
			}
			Thread.onSpinWait();
		}
	}

	@Test
	void whatIsBeingWrittenNobodyReads() throws IOException {
		AtomicInteger tried = new AtomicInteger();
		try (WritableSession other = new SmbTransport().open(settings())) {
			byte[] content = new byte[200_000];
			session.write(EntryPath.parse("new"), FileEntry.file(ByteString.of("new"), content.length, TIME), new ByteArrayInputStream(content) {

				@Override
				public synchronized int read(byte[] buffer, int at, int length) {
					if (pos > NewFile.SMALL + 1) { // before, it is not there yet
						TransportException e = assertThrows(TransportException.class, () -> {
							for (FileEntry entry : other.list(EntryPath.ROOT).children()) {
								other.read(EntryPath.ROOT.resolve(entry.name())).close();
							}
						});
						assertEquals(Reason.NOT_FOUND, e.reason(), e.getMessage());
						tried.incrementAndGet();
					}
					return super.read(buffer, at, length);
				}
			}, false);
			assertTrue(tried.get() > 0);
		}
	}

	private byte[] readAll() throws IOException {
		try (FileContent content = session.read(FILE)) {
			return content.readAllBytes();
		}
	}

	private static TransportException fails(Reason reason, Executable call) {
		TransportException e = assertThrows(TransportException.class, call);
		assertEquals(reason, e.reason(), e.getMessage());
		return e;
	}
}
