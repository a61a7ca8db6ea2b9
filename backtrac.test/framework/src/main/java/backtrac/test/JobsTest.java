package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.event.Topics;
import backtrac.api.job.Request;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.api.store.Snapshot;

/** Backups and restores in the live server: runner, repository, transport and catalog together. */
@ExtendWith(BundleContextExtension.class)
class JobsTest {

	private static final String FILE = "letters/2026/hello.txt";

	@InjectBundleContext
	BundleContext context;

	@TempDir
	Path temporary;

	private Backups backups;
	private Path source;

	@BeforeEach
	void prepare() throws Exception {
		backups = new Backups(new Services(context));
		source = temporary.resolve("source");
		Files.createDirectories(source.resolve(FILE).getParent());
		Files.writeString(source.resolve(FILE), "hello " + temporary);
	}

	@Test
	void aSnapshotLooksLikeItsSource() throws Exception {
		RunReport report = backups.run(backups.local(source));
		assertEquals(RunState.SUCCEEDED, report.state(), report.message());
		Path copy = backups.snapshot(report.snapshotId()).tree().resolve(FILE);
		assertEquals(Files.readString(source.resolve(FILE)), Files.readString(copy));
		assertEquals(Files.getLastModifiedTime(source.resolve(FILE)), Files.getLastModifiedTime(copy));
		assertEquals(List.of(), backups.unfinished());
	}

	@Test
	void whatHasNotChangedIsLinked() throws Exception {
		Plan plan = backups.local(source);
		Path first = backups.snapshot(backups.run(plan).snapshotId()).tree().resolve(FILE);
		assertEquals(2, Backups.names(first), "in the pool and in the snapshot");
		Snapshot again = backups.snapshot(backups.run(plan).snapshotId());
		Path second = again.tree().resolve(FILE);
		assertTrue(Files.isSameFile(first, second));
		assertEquals(3, Backups.names(second));
		assertEquals(0, again.counts().filesRead());
	}

	@Test
	void aRestoreGivesTheFilesBack() throws Exception {
		RunReport backup = backups.run(backups.local(source));
		Path target = temporary.resolve("restored");
		RunReport restore = backups.run(new Request.Restore(backup.snapshotId(), List.of(), target, false));
		assertEquals(RunState.SUCCEEDED, restore.state(), restore.message());
		assertEquals(Files.readString(source.resolve(FILE)), Files.readString(target.resolve(FILE)));
		assertEquals(1, Backups.names(target.resolve(FILE)), "a copy of its own");
	}

	@Test
	void theCatalogKeepsTheRun() throws Exception {
		Plan plan = backups.local(source);
		RunReport report = backups.run(plan);
		RunRecord record = backups.recorded(report.runId());
		assertEquals(RunState.SUCCEEDED, record.state());
		assertEquals(plan.id(), record.planId());
		assertEquals(report.snapshotId(), record.snapshotId());
		assertEquals(1, record.files());
		assertEquals(Files.size(source.resolve(FILE)), record.bytes());
		assertFalse(record.finished().isBefore(record.started()));
	}

	@Test
	void eventsTellOfTheRun() throws Exception {
		LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>();
		ServiceRegistration<EventHandler> handler = context.registerService(EventHandler.class, events::add,
				new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, new String[] { Topics.ALL_RUNS, Topics.SNAPSHOT_COMMITTED })));
		try {
			Plan plan = backups.local(source);
			RunReport report = backups.run(plan);
			List<String> topics = new ArrayList<>();
			while (!topics.contains(Topics.RUN + RunState.SUCCEEDED)) {
				Event event = events.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
				assertTrue(event != null, () -> "no more than " + topics);
				if (event.getTopic().equals(Topics.SNAPSHOT_COMMITTED)) {
					assertEquals(report.snapshotId(), event.getProperty(Topics.SNAPSHOT_ID));
				} else {
					assertEquals(report.runId(), event.getProperty(Topics.RUN_ID));
					assertEquals(plan.id(), event.getProperty(Topics.PLAN_ID));
				}
				topics.add(event.getTopic());
			}
			topics.removeIf(Topics.RUN_PROGRESS::equals);
			// told by the thread that asked for the run: may come before or after what the run's own tells
			assertTrue(topics.remove(Topics.RUN + RunState.QUEUED), topics.toString());
			assertEquals(List.of(Topics.RUN + RunState.RUNNING, Topics.SNAPSHOT_COMMITTED, Topics.RUN + RunState.SUCCEEDED), topics);
		} finally {
			handler.unregister();
		}
	}
}
