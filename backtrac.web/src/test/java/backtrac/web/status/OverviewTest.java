package backtrac.web.status;

import static backtrac.web.status.Samples.CLIENT;
import static backtrac.web.status.Samples.DOCS;
import static backtrac.web.status.Samples.NOW;
import static backtrac.web.status.Samples.PHOTOS;
import static backtrac.web.status.Samples.live;
import static backtrac.web.status.Samples.overview;
import static backtrac.web.status.Samples.run;
import static backtrac.web.status.Samples.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.RunState;

class OverviewTest {

	private static final Duration HOUR = Duration.ofHours(1);

	@Test
	void aPlansLastGoodBackupIsTheLatestSnapshotOfItsNames() {
		PlanStatus docs = overview(List.of(DOCS, PHOTOS), List.of(),
				List.of(snapshot(PHOTOS, Duration.ZERO, 0), snapshot(DOCS, HOUR, 0), snapshot(DOCS, HOUR.multipliedBy(2), 0))).plans().getFirst();
		assertEquals(NOW.minus(HOUR), docs.lastGood().at());
		assertEquals(10, docs.lastGood().files());
		assertEquals(5000, docs.lastGood().bytes());
	}

	@Test
	void withoutTheRepositoryTheLastGoodBackupIsTheLatestRunThatLeftASnapshot() {
		RunRecord good = new RunRecord("r", "backup", DOCS.id(), RunState.SUCCEEDED, NOW, NOW, NOW.plusSeconds(5), "s", 7, 70, 0, 0, "Done.");
		PlanStatus docs = overview(List.of(DOCS), List.of(run(DOCS, RunState.CANCELLED, Duration.ZERO), good), List.of()).plans().getFirst();
		assertEquals(new Backup(NOW.plusSeconds(5), 7, 70, 0), docs.lastGood());
		assertEquals(Health.CANCELLED, docs.health());
	}

	@Test
	void onlyBackupsThatHaveEndedCountAsAPlansLastRun() {
		RunRecord restore = new RunRecord("r", "restore", DOCS.id(), RunState.FAILED, NOW, NOW, NOW, null, 0, 0, 0, 0, "");
		PlanStatus docs = overview(List.of(DOCS), List.of(restore, run(DOCS, RunState.RUNNING, Duration.ZERO)), List.of()).plans().getFirst();
		assertNull(docs.lastRun());
		assertEquals(Health.NEVER, docs.health());
	}

	@Test
	void aRunningRunIsShownInsteadOfTheHealth() {
		Overview overview = overview(List.of(DOCS, PHOTOS), List.of(), List.of(snapshot(DOCS, HOUR, 0)))
				.withLive(List.of(live(DOCS, RunState.QUEUED, Progress.NONE), new LiveRun("restore", null, RunState.RUNNING, Progress.NONE)));
		assertEquals(new Result("Waiting", Level.NEUTRAL), overview.plans().getFirst().badge());
		assertEquals(new Result("Never backed up", Level.WARNING), overview.plans().getLast().badge());
		assertEquals(new Result("Protected", Level.GOOD), overview.withLive(List.of()).plans().getFirst().badge());
	}

	@Test
	void runsHaveTheNamesOfTheirPlansAndAreNotTooMany() {
		List<RunRecord> runs = IntStream.range(0, 60).mapToObj(i -> run(DOCS, RunState.SUCCEEDED, Duration.ofMinutes(i))).toList();
		List<RunLine> lines = overview(List.of(DOCS), runs, List.of()).runs();
		assertEquals(Overview.RUNS, lines.size());
		assertEquals("workstation", lines.getFirst().client());
		assertEquals("docs", lines.getFirst().plan());
		assertEquals("Backup", lines.getFirst().verb());
		assertEquals("9.0 s", lines.getFirst().duration());
	}

	@Test
	void aRunOfAPlanThatIsGoneIsStillListed() {
		RunLine line = overview(List.of(), List.of(run(DOCS, RunState.RUNNING, Duration.ZERO)), List.of()).runs().getFirst();
		assertEquals("", line.plan());
		assertEquals("", line.duration());
		assertEquals("", line.files());
		assertEquals("", line.message());
	}

	@Test
	void aPlansSourceShowsNoPassword() {
		Plan smb = new Plan("p", CLIENT.id(), "projects", "smb",
				Map.of("host", "10.0.0.7", "share", "projects", "path", "2026", "user", "backup", "password", "secret"), List.of());
		assertEquals("10.0.0.7/projects/2026", new PlanStatus(smb, null, null, null).source());
	}
}
