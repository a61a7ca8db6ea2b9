package backtrac.engine.jobs.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionRule;
import backtrac.api.store.Snapshot;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.catalog.CatalogRebuild;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.catalog.IndexKeeper;
import backtrac.engine.jobs.event.Events;
import backtrac.engine.jobs.fixture.RecordingCatalog;
import backtrac.engine.jobs.fixture.ServiceOffer;
import backtrac.engine.jobs.repository.ServerFolders;
import backtrac.engine.jobs.thread.SystemTicker;
import backtrac.engine.jobs.transport.Transports;
import backtrac.engine.local.LocalTransport;
import backtrac.engine.store.HardLinkRepository;
import backtrac.posix.Directory;
import backtrac.posix.FileHandle;
import backtrac.posix.FileSystem;

/** All verbs of the runner with the real repository, transport and ticker. */
@Timeout(60)
class RealRunnerTest {

	@TempDir
	Path base;

	private final RecordingCatalog catalog = new RecordingCatalog();
	private Path source;
	private HardLinkRepository repository;
	private JobRunnerComponent runner;

	@BeforeEach
	void activate() throws Exception {
		source = Files.createDirectories(base.resolve("source/letters"));
		Files.writeString(source.resolve("bank.txt"), "dear bank");
		repository = HardLinkRepository.init(Files.createDirectory(base.resolve("repository")));
		Events events = new Events();
		Transports transports = new Transports(events);
		transports.addTransport(new ServiceOffer("local", new LocalTransport()));
		catalog.save(new Client("c", "desk"));
		plan("p", 1);
		IndexKeeper index = new IndexKeeper(repository, catalog);
		runner = new JobRunnerComponent(repository, new CatalogServices(catalog, catalog, catalog, catalog, catalog, catalog), new CatalogRebuild(repository, catalog, catalog, catalog, index), index, transports,
				new ServerFolders(base.resolve("server"), null), events, Backup.Options.DEFAULT.withEstimate(true), Clock.systemUTC(), new SystemTicker(), new TestConfig("4", "4", "local=4", "1/30", "730"));
	}

	@AfterEach
	void deactivate() {
		runner.deactivate();
		repository.close();
	}

	private void plan(String id, int last) {
		catalog.save(new Plan(id, "c", id, "local", Map.of("path", base.resolve("source").toString()), List.of())
				.withRetention(RetentionPolicy.EMPTY.keep(RetentionRule.LAST, last)));
	}

	@Test
	void whatThePolicyRemovesIsFreedByThePruneAndTheRestIsSound() throws Exception {
		run(new Request.Backup("p"));
		Files.writeString(source.resolve("bank.txt"), "dear other bank");
		RunReport second = run(new Request.Backup("p"));
		assertEquals(List.of(second.snapshotId()), repository.snapshots().stream().map(Snapshot::id).toList());
		assertEquals(List.of(second.snapshotId()), catalog.ids());
		assertEquals("freed 1 file of the pool, 9 B", run(new Request.Prune()).message());
		assertEquals("looked at 1 snapshot, 1 content, read 15 B: all is well", run(new Request.Verify(Set.of(), true)).message());
		assertTrue(run(new Request.Scrub(1)).message().startsWith("read 1 content, 15 B, 256 of 256 parts"));
		assertEquals("made 0 trees and 0 summaries again, 1 other is sound; the catalog lists 1 snapshot", run(new Request.Rebuild()).message());
		RunReport restore = run(new Request.Restore(second.snapshotId(), List.of(), base.resolve("back"), false));
		assertEquals("dear other bank", Files.readString(base.resolve("back/letters/bank.txt")));
		assertTrue(catalog.told(restore.runId()).contains("INFO restores to " + base.resolve("back")));
	}

	@Test
	void whatWasDeletedComesBackToItsSource() throws Exception {
		ByteString noText = ByteString.copyOf(new byte[] { 'c', (byte) 0xE9, '.', 't' });
		FileSystem files = FileSystem.system();
		try (Directory folder = files.open(source)) {
			for (ByteString name : List.of(noText, ByteString.of("😀 smile"))) {
				try (FileHandle file = folder.create(name, 0600)) {
					file.write("kept".getBytes(StandardCharsets.UTF_8), 0, 4);
				}
			}
		}
		Files.createDirectories(base.resolve("source/empty"));
		RunReport backup = run(new Request.Backup("p"));
		Files.delete(source.resolve("bank.txt"));
		try (Directory folder = files.open(source)) {
			folder.unlink(noText);
			folder.unlink(ByteString.of("😀 smile"));
		}
		Files.writeString(source.resolve("new.txt"), "written since");
		Files.delete(base.resolve("source/empty"));
		Request.Source back = new Request.Source("p");
		EntryPath letters = EntryPath.parse("letters");
		run(new Request.Restore(backup.snapshotId(), List.of(letters.resolve(noText)), back, false));
		assertFalse(Files.exists(source.resolve("bank.txt")), "nobody wanted it");
		RunReport all = outcome(runner.start(new Request.Restore(backup.snapshotId(), List.of(), back, false)));
		assertEquals("PARTIAL: 1 entry could not be restored as it was: something is there already (1)", all.message());
		assertEquals("dear bank", Files.readString(source.resolve("bank.txt")));
		assertEquals("written since", Files.readString(source.resolve("new.txt")));
		assertTrue(Files.isDirectory(base.resolve("source/empty")));
		run(new Request.Restore(backup.snapshotId(), List.of(), back, true));
		RunReport again = run(new Request.Backup("p"));
		assertTrue(again.message().startsWith("4 files"), again.message());
	}

	@Test
	void damageIsFoundAndNamed() throws Exception {
		RunReport backup = run(new Request.Backup("p"));
		Path copy = repository.snapshots().getFirst().tree().resolve("letters/bank.txt");
		Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-------"));
		Files.writeString(copy, "DEAR BANK");
		RunReport report = outcome(runner.start(new Request.Verify(Set.of(), true)));
		assertEquals(RunState.FAILED, report.state());
		assertTrue(catalog.told(report.runId()).stream().anyMatch(line -> line.startsWith("ERROR ") && line.contains(backup.snapshotId() + " letters/bank.txt")),
				catalog.told(report.runId()).toString());
	}

	@Test
	void aPruneBetweenManyBackupsFailsNone() throws Exception {
		Random random = new Random(1);
		Set<Run> runs = new HashSet<>();
		for (int i = 0; i < 8; i++) {
			plan("p" + i, 1);
			Files.write(source.resolve("f" + i), random.ints(5000).mapToObj(Integer::toString).toList());
			runs.add(runner.start(new Request.Backup("p" + i)));
			runs.add(runner.start(new Request.Prune()));
			runs.add(runner.start(new Request.Scrub(1)));
		}
		for (Run run : runs) {
			assertEquals(RunState.SUCCEEDED, outcome(run).state(), outcome(run).message());
		}
		assertEquals(8, repository.snapshots().size());
		assertEquals(8, catalog.ids().size());
	}

	private RunReport run(Request request) throws Exception {
		RunReport report = outcome(runner.start(request));
		assertEquals(RunState.SUCCEEDED, report.state(), report.message());
		return report;
	}

	private static RunReport outcome(Run run) throws Exception {
		return run.outcome().toCompletableFuture().get(30, TimeUnit.SECONDS);
	}
}
