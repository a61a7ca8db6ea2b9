package backtrac.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.exclude.Excludes;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.TransportSession;
import backtrac.api.transport.WritableSession;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.restore.Restore;
import backtrac.engine.store.HardLinkRepository;
import backtrac.test.transport.FaultyProxy;
import backtrac.test.transport.Samba;

/** Backup from a share and restore to another folder of it, with the real repository. */
@Timeout(120)
class BackupAndRestoreTest {

	private static final int FILES = 400;

	private static Samba samba;
	private static HardLinkRepository repository;

	private final SmbTransport transport = new SmbTransport();
	private Path source;
	private int runs;

	@BeforeAll
	static void start(@TempDir Path base) throws IOException {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		repository = HardLinkRepository.init(base.resolve("repository"));
		samba = Samba.shared();
	}

	@BeforeEach
	void makeTree() throws IOException {
		source = samba.newFolder();
		Random random = new Random(7);
		for (int i = 0; i < FILES; i++) {
			byte[] content = new byte[i % 50 == 0 ? 300_000 : random.nextInt(3000)];
			random.nextBytes(content);
			Path file = source.resolve("a ü/" + i % 9 + "/" + i % 4 + "/file " + i);
			Files.createDirectories(file.getParent());
			Files.write(file, content);
			Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_500_000_000 + i, 123_456_700)));
		}
		Files.createDirectories(source.resolve("empty"));
	}

	@Test
	void aTreeComesBackAsItWasAndTheSecondRunLinksIt() throws Exception {
		Backup.Result first = backup(samba.port());
		assertEquals(List.of(), first.problems());
		assertEquals(FILES, first.snapshot().counts().files());
		Files.writeString(source.resolve("a ü/0/0/file 0"), "changed");
		Backup.Result second = backup(samba.port());
		assertEquals(1, second.snapshot().counts().filesRead());
		Path target = samba.newFolder();
		try (SnapshotReader reader = repository.open(second.snapshot().id());
				WritableSession session = transport.open(settings(samba.port(), target))) {
			assertEquals(0, new Restore(reader, session, List.of(), true, new ProgressMeter()).call().problemCount());
		}
		assertEquals(tree(source), tree(target));
	}

	@Test
	void aBackupGoesOnWhenTheServerWasKilledAndCameBack() throws Exception {
		try (FaultyProxy proxy = new FaultyProxy(samba.port()); ExecutorService thread = Executors.newSingleThreadExecutor()) {
			proxy.delay(1);
			Future<Backup.Result> backup = thread.submit(() -> backup(proxy.port()));
			while (proxy.answered() < 500_000) {
				Thread.yield();
			}
			samba.kill();
			assertTrue(!backup.isDone(), "it was killed in the middle");
			samba.start();
			Backup.Result result = backup.get();
			assertEquals(List.of(), result.problems());
			assertEquals(FILES, result.snapshot().counts().files());
			assertEquals(FILES, result.snapshot().counts().filesRead(), "each once");
		}
		assertEquals(0, backup(samba.port()).snapshot().counts().filesRead());
	}

	private Backup.Result backup(int port) throws IOException, InterruptedException {
		try (TransportSession session = transport.open(settings(port, source))) {
			SnapshotRequest request = new SnapshotRequest("host", source.getFileName().toString(), Instant.ofEpochSecond(1_700_000_000 + ++runs), false);
			return new Backup(repository, session, request, Excludes.NONE, new ProgressMeter()).call();
		}
	}

	private static Map<String, Object> settings(int port, Path folder) {
		return samba.settings("port", port, "path", folder.getFileName().toString());
	}

	/** All there is below a folder, with content and time, in steps of 100 ns. */
	private static Map<String, String> tree(Path folder) throws IOException {
		Map<String, String> tree = new TreeMap<>();
		try (Stream<Path> all = Files.walk(folder)) {
			for (Path path : all.toList()) {
				String content = Files.isDirectory(path) ? "folder" : HexFormat.of().formatHex(Files.readAllBytes(path));
				Instant time = Files.getLastModifiedTime(path).toInstant();
				tree.put(folder.relativize(path).toString(), time.minusNanos(time.getNano() % 100) + " " + content);
			}
		}
		return tree;
	}
}
