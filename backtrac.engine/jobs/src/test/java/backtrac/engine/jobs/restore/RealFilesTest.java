package backtrac.engine.jobs.restore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;
import backtrac.api.exclude.Excludes;
import backtrac.api.job.RunReport;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.TransportSession;
import backtrac.api.transport.WritableSession;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.fixture.MemoryRepository;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.repository.RepositoryFolder;
import backtrac.engine.local.LocalTransport;
import backtrac.engine.store.HardLinkRepository;

/** Backup and restore with the real transport and the real repository. */
@Timeout(60)
class RealFilesTest {

	private static final FileTime TIME = FileTime.from(Instant.parse("2020-02-03T04:05:06.123456789Z"));

	/** What makeTree() makes, each name counted. */
	private static final int FILES = 406;

	/** One for all tests, each with a plan of its own: init tries how many links a file may have, which takes a while. */
	private static HardLinkRepository repository;

	@TempDir
	static Path base;

	private final LocalTransport transport = new LocalTransport();
	private final String plan = UUID.randomUUID().toString();
	private Path folder;
	private Path source;
	private int runs;

	@BeforeAll
	static void makeRepository() throws IOException {
		repository = HardLinkRepository.init(base.resolve("repository"));
	}

	@BeforeEach
	void makeTree() throws IOException {
		folder = Files.createDirectory(base.resolve(plan));
		source = Files.createDirectory(folder.resolve("source"));
		Random random = new Random(7);
		for (int i = 0; i < 400; i++) {
			byte[] content = new byte[random.nextInt(3000)];
			random.nextBytes(content);
			Path file = source.resolve("a/" + i % 9 + "/" + i % 4 + "/file " + i);
			Files.createDirectories(file.getParent());
			Files.write(file, content);
			Files.setLastModifiedTime(file, TIME);
		}
		byte[] large = new byte[3_000_000];
		random.nextBytes(large);
		Files.write(source.resolve("large"), large);
		Files.createFile(source.resolve("empty"));
		Files.createDirectories(source.resolve("empty folder"));
		Files.createSymbolicLink(source.resolve("link"), Path.of("a/nowhere"));
		Files.createSymbolicLink(source.resolve("up"), Path.of(".."));
		Files.createLink(source.resolve("a/second name"), source.resolve("large"));
		Files.createLink(source.resolve("third name"), source.resolve("large"));
		Path raw = Files.createDirectory(raw("%FF%FE"));
		Files.writeString(raw("%FF%FE/b%C3"), "raw");
		Files.writeString(source.resolve("ünïcode 😀"), "text");
		Files.setPosixFilePermissions(source.resolve("ünïcode 😀"), PosixFilePermissions.fromString("r---w---x"));
		Files.setPosixFilePermissions(source.resolve("a/1"), PosixFilePermissions.fromString("r-xr-x---"));
		Files.setLastModifiedTime(raw, TIME);
		Files.setLastModifiedTime(source.resolve("a"), TIME);
	}

	@AfterEach
	void nobodyIsLeft() throws Exception {
		// the TempDir must be able to delete it
		Files.setPosixFilePermissions(source.resolve("a/1"), PosixFilePermissions.fromString("rwxrwx---"));
		assertEquals(List.of(), Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
				.filter(name -> name.matches("(backup|restore|look ahead|connect).*")).toList());
	}

	@Test
	void aSparseFileComesBackSparse() throws Exception {
		try (FileChannel file = FileChannel.open(source.resolve("disk"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			file.write(ByteBuffer.wrap("here".getBytes(StandardCharsets.US_ASCII)), 40 << 20);
			file.write(ByteBuffer.wrap(new byte[1 << 20]), 50 << 20); // zeros, and data
			file.write(ByteBuffer.wrap(new byte[1]), 60 << 20);
		}
		backup(Excludes.NONE);
		Backup.Result second = backup(Excludes.NONE);
		assertEquals(0, second.snapshot().counts().filesRead());
		try (SnapshotReader reader = repository.open(second.snapshot().id())) {
			Path target = Files.createDirectory(folder.resolve("target"));
			try (WritableSession session = transport.open(Map.of("path", target.toString()))) {
				assertEquals(0, new Restore(reader, session, List.of(EntryPath.parse("disk")), false, new ProgressMeter()).call().problemCount());
			}
			assertEquals(-1, Files.mismatch(source.resolve("disk"), target.resolve("disk")));
			try (TransportSession before = transport.open(Map.of("path", source.toString()));
					TransportSession after = transport.open(Map.of("path", target.toString()));
					FileContent old = before.read(EntryPath.parse("disk"));
					FileContent restored = after.read(EntryPath.parse("disk"))) {
				assertEquals(3, old.extents().count());
				assertEquals(old.extents(), restored.extents());
			}
		}
	}

	@Test
	void theSecondRunLinksWhatHasNotChanged() throws Exception {
		Backup.Result first = backup(Excludes.NONE);
		assertEquals(List.of(), first.problems());
		assertEquals(FILES, first.snapshot().counts().files());
		Files.writeString(source.resolve("a/2/2/file 2"), "changed");
		Files.delete(source.resolve("a/0/0/file 0"));

		Backup.Result second = backup(Excludes.NONE);
		SnapshotCounts counts = second.snapshot().counts();
		assertEquals(List.of(), second.problems());
		assertEquals(FILES - 1, counts.files());
		assertEquals(1, counts.filesRead());
		assertEquals(7, counts.bytesStored());
		assertTrue(second.message().endsWith(": " + (FILES - 2) + " unchanged, 1 stored (7 B)"), second.message());
		assertEquals(inode(first, "large"), inode(second, "large"));
		assertEquals(inode(first, "a/3/3/file 3"), inode(second, "a/3/3/file 3"));
		assertNotEquals(inode(first, "a/2/2/file 2"), inode(second, "a/2/2/file 2"));
		assertTrue(Files.exists(first.snapshot().tree().resolve("a/0/0/file 0")));
		assertFalse(Files.exists(second.snapshot().tree().resolve("a/0/0/file 0")));
	}

	@Test
	void aRestoreGivesEverythingBack() throws Exception {
		Backup.Result backup = backup(Excludes.NONE);
		Path target = Files.createDirectory(folder.resolve("target"));
		ProgressMeter meter = new ProgressMeter();
		Restore.Result result = restore(backup, target, false, meter);
		assertEquals(List.of(), result.problems());
		assertEquals(FILES, result.files());
		assertEquals(FILES, meter.progress().filesDone());
		assertEquals(backup.snapshot().counts().bytes(), result.bytes());
		assertEquals(describe(source), describe(target));
		assertEquals(inode(target.resolve("large")), inode(target.resolve("a/second name")));
		assertEquals("", rsyncWouldChange(target));
	}

	/** What another program sees as different; nothing where it is not installed. */
	private String rsyncWouldChange(Path target) throws IOException, InterruptedException {
		if (Stream.of(System.getenv("PATH").split(File.pathSeparator)).noneMatch(bin -> Files.isExecutable(Path.of(bin, "rsync")))) {
			return "";
		}
		Process rsync = new ProcessBuilder("rsync", "-aHAXni", "--checksum", "--delete", source + "/", target + "/").redirectErrorStream(true).start();
		String changes = new String(rsync.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		return rsync.waitFor() == 0 ? changes : "rsync failed: " + changes;
	}

	@Test
	void whatIsThereIsReplacedOnlyWhenAskedFor() throws Exception {
		Backup.Result backup = backup(Excludes.NONE);
		Path target = Files.createDirectory(folder.resolve("target"));
		Files.writeString(target.resolve("empty"), "not empty");
		assertEquals(List.of(new RunReport.Problem("empty", "something is there already")),
				restore(backup, target, false, new ProgressMeter(), "empty").problems());
		assertEquals("not empty", Files.readString(target.resolve("empty")));
		assertEquals(List.of(), restore(backup, target, true, new ProgressMeter()).problems());
		assertEquals(describe(source), describe(target));
		assertEquals(List.of(), restore(backup, target, true, new ProgressMeter()).problems());
		assertEquals(describe(source), describe(target));
	}

	@Test
	void aSelectedPathKeepsItsPlaceAndItsFoldersMetadata() throws Exception {
		Backup.Result backup = backup(Excludes.NONE);
		Path target = Files.createDirectory(folder.resolve("target"));
		Restore.Result result = restore(backup, target, false, new ProgressMeter(), "a/1/2", "\\xff\\xfe/b\\xc3");
		assertEquals(List.of(), result.problems());
		Map<EntryPath, String> expected = describe(source);
		expected.keySet().removeIf(path -> !path.isRoot() && !path.startsWith(EntryPath.parse("a/1/2")) && !EntryPath.parse("a/1/2").startsWith(path)
				&& !path.startsWith(EntryPath.parse("\\xff\\xfe")));
		Map<EntryPath, String> restored = describe(target);
		// the target itself keeps its own
		expected.remove(EntryPath.ROOT);
		restored.remove(EntryPath.ROOT);
		assertEquals(expected, restored);
		Files.setPosixFilePermissions(target.resolve("a/1"), PosixFilePermissions.fromString("rwxrwx---"));
	}

	@Test
	void aRepositoryInsideTheSourceIsNotBackedUpIntoItself() throws Exception {
		Excludes excludes = RepositoryFolder.leaveOut(Excludes.of(List.of("/*/target")), base, repository.info().location());
		Backup.Result result;
		try (TransportSession session = transport.open(Map.of("path", base.toString()))) {
			result = new Backup(repository, session, request(), excludes, new ProgressMeter()).call();
		}
		assertEquals(List.of(), result.problems());
		assertFalse(Files.exists(result.snapshot().tree().resolve("repository")));
		assertTrue(Files.exists(result.snapshot().tree().resolve(plan + "/source/large")));
	}

	@Test
	void anInterruptLeavesNoSnapshotAndTheNextRunIsWhole() throws Exception {
		try (TransportSession session = transport.open(Map.of("path", source.toString()))) {
			Backup backup = new Backup(repository, session, request(), Excludes.NONE, new ProgressMeter());
			Thread.currentThread().interrupt();
			boolean interrupted = false;
			try {
				backup.call();
			} catch (InterruptedException e) {
				interrupted = true;
			}
			assertTrue(interrupted);
		}
		assertTrue(repository.snapshots().stream().noneMatch(snapshot -> snapshot.plan().equals(plan)));
		assertEquals(FILES, backup(Excludes.NONE).snapshot().counts().files());
	}

	private Backup.Result backup(Excludes excludes) throws IOException, InterruptedException {
		try (TransportSession session = transport.open(Map.of("path", source.toString()))) {
			return new Backup(repository, session, request(), excludes, new ProgressMeter()).call();
		}
	}

	private SnapshotRequest request() {
		return new SnapshotRequest("host", plan, Instant.parse("2026-01-01T00:00:00Z").plusSeconds(++runs), false);
	}

	private Restore.Result restore(Backup.Result backup, Path target, boolean overwrite, ProgressMeter meter, String... paths)
			throws IOException, InterruptedException {
		try (SnapshotReader reader = repository.open(backup.snapshot().id());
				WritableSession session = transport.open(Map.of("path", target.toString()))) {
			return new Restore(reader, session, List.of(paths).stream().map(EntryPath::parse).toList(), overwrite, meter).call();
		}
	}

	/** All metadata and content, with the first name of each hard-linked file. */
	private Map<EntryPath, String> describe(Path root) throws IOException {
		Map<EntryPath, String> all = new TreeMap<>();
		try (WritableSession session = transport.open(Map.of("path", root.toString()))) {
			FileEntry top = session.list(EntryPath.ROOT).directory();
			all.put(EntryPath.ROOT, describe(top, "", new HashMap<>(), EntryPath.ROOT));
			describe(session, EntryPath.ROOT, new HashMap<>(), all);
		}
		return all;
	}

	private void describe(TransportSession session, EntryPath folder, Map<FileId, EntryPath> firstNames, Map<EntryPath, String> all) throws IOException {
		for (FileEntry entry : session.list(folder).children().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList()) {
			EntryPath path = folder.resolve(entry.name());
			String content = "";
			if (entry.isFile()) {
				try (InputStream in = session.read(path)) {
					content = MemoryRepository.hash(in.readAllBytes());
				}
			}
			all.put(path, describe(entry, content, firstNames, path));
			if (entry.isDirectory()) {
				describe(session, path, firstNames, all);
			}
		}
	}

	private static String describe(FileEntry entry, String content, Map<FileId, EntryPath> firstNames, EntryPath path) {
		EntryPath first = entry.id() == null || entry.isDirectory() ? path : firstNames.computeIfAbsent(entry.id(), id -> path);
		Map<ByteString, ByteString> attributes = new TreeMap<>(entry.attributes());
		return entry.type() + " " + entry.size() + " " + entry.modified() + " " + Integer.toOctalString(entry.mode()) + " " + entry.uid() + ":"
				+ entry.gid() + " " + entry.target() + " " + attributes + " " + content + " " + first;
	}

	private static Object inode(Backup.Result result, String path) throws IOException {
		return inode(result.snapshot().tree().resolve(path));
	}

	private static Object inode(Path path) throws IOException {
		return Files.getAttribute(path, "unix:ino");
	}

	private Path raw(String name) {
		return Path.of(URI.create(source.toUri() + name));
	}
}
