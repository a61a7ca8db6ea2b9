package backtrac.engine.jobs.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.service.event.Event;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.entry.EntryPath;
import backtrac.api.event.Topics;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionRule;
import backtrac.api.store.Snapshot;
import backtrac.api.store.VerifyReport.Damage;
import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.VerifyReport.Place;
import backtrac.api.store.VerifyReport.Remedy;
import backtrac.api.transport.Reason;
import backtrac.engine.jobs.fixture.MemorySource;

/** What a run leaves: snapshots that the policy keeps, the catalog's list of them, and its log. */
@Timeout(30)
class AfterBackupTest extends RunnerSetup {

	private static final RetentionPolicy LAST_TWO = RetentionPolicy.EMPTY.keep(RetentionRule.LAST, 2);

	@Test
	void snapshotsThatThePolicyDoesNotKeepGo() throws Exception {
		source.file("a", "1");
		catalog.save(plan("p1").withRetention(LAST_TWO));
		backUp();
		backUp();
		assertEquals(2, repository.snapshots().size());
		RunReport third = backUp();
		assertEquals(List.of("0000000000000003", "0000000000000002"), ids());
		assertEquals(List.of("0000000000000002", "0000000000000003"), catalog.ids());
		assertEquals(List.of("0000000000000001"), posted.stream().filter(e -> e.getTopic().equals(Topics.SNAPSHOT_FORGOTTEN))
				.map(e -> (String) e.getProperty(Topics.SNAPSHOT_ID)).toList());
		assertTrue(told(third).stream().anyMatch(line -> line.startsWith("INFO removed the snapshot 0000000000000001 of 2026-03-01T10:00:00.")
				&& line.endsWith(": no option keeps it")), told(third).toString());
	}

	@Test
	void aPolicyThatSaysNothingRemovesNothing() throws Exception {
		source.file("a", "1");
		for (int i = 0; i < 4; i++) {
			backUp();
		}
		assertEquals(4, repository.snapshots().size());
		assertEquals(4, catalog.ids().size());
	}

	@Test
	void pinnedSnapshotsAndThoseOfOtherPlansStay() throws Exception {
		source.file("a", "1");
		plan("p2");
		outcome(runner.start(new Request.Backup("p2")));
		RunReport pinned = backUp();
		repository.pin(pinned.snapshotId(), "before the move");
		catalog.save(plan("p1").withRetention(RetentionPolicy.EMPTY.keep(RetentionRule.LAST, 1)));
		RunReport second = backUp();
		RunReport third = backUp();
		assertEquals(List.of(third.snapshotId(), pinned.snapshotId(), "0000000000000001"), ids());
		assertFalse(ids().contains(second.snapshotId()));
	}

	@Test
	void snapshotsOfAPlanThatHadTheNameBeforeStay() throws Exception {
		source.file("a", "1");
		RunReport renamed = backUp();
		Plan old = catalog.plan("p1").orElseThrow();
		catalog.save(new Plan(old.id(), old.clientId(), "archive", old.transport(), old.settings(), List.of()));
		catalog.save(new Plan("p9", old.clientId(), old.name(), old.transport(), old.settings(), List.of())
				.withRetention(RetentionPolicy.EMPTY.keep(RetentionRule.LAST, 1)));
		RunReport first = backUp("p9");
		assertEquals(List.of(first.snapshotId(), renamed.snapshotId()), ids());
		assertTrue(told(first).contains("INFO left alone: 1 snapshot of another plan that had this name; the policy is this plan's only"), told(first).toString());
		RunReport second = backUp("p9");
		assertEquals(List.of(second.snapshotId(), renamed.snapshotId()), ids());
	}

	@Test
	void theLastGoodSnapshotStaysWhilePartialOnesCome() throws Exception {
		source.file("a", "1").file("b", "1");
		catalog.save(plan("p1").withRetention(RetentionPolicy.EMPTY.keep(RetentionRule.LAST, 1)));
		RunReport good = backUp();
		source.file("b", "2").failRead("b", Reason.ACCESS_DENIED, 99);
		// it was read before, so it is of another time
		source.file("b", "2", MemorySource.TIME.plusSeconds(1));
		for (int i = 0; i < 3; i++) {
			assertEquals(RunState.PARTIAL, backUp().state());
		}
		assertTrue(ids().contains(good.snapshotId()));
	}

	@Test
	void nothingGoesWhileWhatStaysInItsPlaceIsDamaged() throws Exception {
		source.file("a", "1");
		catalog.save(plan("p1").withRetention(LAST_TWO));
		backUp();
		RunReport second = backUp();
		repository.damaged.add(second.snapshotId());
		RunReport third = backUp();
		assertEquals(RunState.SUCCEEDED, third.state());
		assertEquals(3, repository.snapshots().size());
		assertTrue(told(third).contains("WARNING the plan's policy could not be applied, older snapshots stay: the manifest of " + second.snapshotId()
				+ " is damaged [retention]"), told(third).toString());
	}

	@Test
	void aCatalogThatDoesNotListASnapshotFailsNoRun() throws Exception {
		source.file("a", "1");
		catalog.breakIndex(true);
		RunReport report = backUp();
		assertEquals(RunState.SUCCEEDED, report.state());
		assertEquals(List.of(), catalog.ids());
		catalog.breakIndex(false);
		RunReport rebuild = outcome(runner.start(new Request.Rebuild()));
		assertEquals("made 1 tree and 0 summaries again, 2 others are sound; the catalog lists 1 snapshot, 1 of them new or changed, 0 gone", rebuild.message());
		assertEquals(List.of(report.snapshotId()), catalog.ids());
	}

	@Test
	void aRebuildForgetsWhatTheRepositoryDoesNotHave() throws Exception {
		source.file("a", "1");
		String gone = backUp().snapshotId();
		repository.forget(gone);
		String there = backUp().snapshotId();
		assertEquals(RunState.SUCCEEDED, outcome(runner.start(new Request.Rebuild())).state());
		assertEquals(List.of(there), catalog.ids());
	}

	@Test
	void theLogTellsFromTheBeginToTheEnd() throws Exception {
		source.file("a", "12345").file("b", "1").file("c", "1").failRead("b", Reason.ACCESS_DENIED, 9).failRead("c", Reason.ACCESS_DENIED, 9);
		Run run = runner.adopt(claimed("backup", "p1", Trigger.MISSED, 2));
		RunReport report = outcome(run);
		List<String> told = told(report);
		assertEquals("INFO backup of desk/docs p1, /home over memory; it was due at 2026-03-01T02:00:00Z, but could not begin then (r0), attempt 2", told.getFirst());
		assertEquals(List.of("INFO connects", "INFO goes over the files"), told.subList(1, 3));
		assertTrue(told.contains("WARNING b: permission denied [permission denied]"));
		assertTrue(told.contains("WARNING c: permission denied [permission denied]"));
		assertEquals("INFO brings everything to disk", told.get(5));
		assertTrue(told.getLast().startsWith("WARNING PARTIAL: 2 entries could not be read: permission denied (2); in 0:00: 1 file, 5 B; moved 5 B at "),
				told.getLast());
		assertEquals(2, catalog.causes(run.id()).getFirst().count());
		assertEquals(Phase.COPYING, catalog.lines(LogQuery.ofRun(run.id(), 99)).get(3).phase());
		assertTrue(posted.stream().map(Event::getTopic).toList().contains(Topics.RUN + RunState.PARTIAL), "though what listens throws");
	}

	@Test
	void aRunThatFailedSaysWhyInItsLog() throws Exception {
		source.file("a", "1").failList("", Reason.CREDENTIALS, 1);
		RunReport report = outcome(runner.start(new Request.Backup("p1")));
		assertEquals("ERROR FAILED: : made to fail [: made to fail]", told(report).getLast());
	}

	@Test
	void aRepositoryThatFailsInRetentionFailsNoRun() throws Exception {
		source.file("a", "1");
		catalog.save(plan("p1").withRetention(LAST_TWO));
		backUp();
		backUp();
		repository.forgetFailure = new IOException("the disk is read-only");
		RunReport report = backUp();
		assertEquals(RunState.SUCCEEDED, report.state());
		assertEquals(3, repository.snapshots().size());
		assertTrue(told(report).contains("WARNING the plan's policy could not be applied, older snapshots stay: the disk is read-only [retention]"));
	}

	@Test
	void secretsGoToTheTransportOnly() throws Exception {
		source.file("a", "1");
		catalog.set("p1", "password", "s3cret");
		RunReport report = backUp();
		assertEquals(Map.of("path", "/home", "password", "s3cret"), settings);
		Snapshot snapshot = repository.snapshots().getFirst();
		assertFalse((report + told(report).toString() + snapshot + catalog.plan("p1") + runner.running()).contains("s3cret"));
	}

	@Test
	void norDoTheyLeaveByTheReasonOfAnEntry() throws Exception {
		source.file("a", "1").file("b", "1").hidden("", "c", "smb://anna:s3cret@nas says no").hidden("", "d", null);
		catalog.set("p1", "password", "s3cret");
		RunReport report = backUp();
		assertEquals(RunState.PARTIAL, report.state());
		assertEquals(List.of("c: smb://anna:***@nas says no", "d: the transport does not say why"),
				report.problems().stream().map(problem -> problem.path() + ": " + problem.reason()).toList());
		assertTrue(told(report).contains("WARNING c: smb://anna:***@nas says no [smb://anna:***@nas says no]"), told(report).toString());
		assertEquals("smb://anna:***@nas says no", repository.open(report.snapshotId()).find(EntryPath.parse("c")).orElseThrow().unreadable());
		assertFalse((report + told(report).toString() + record(runner.run(report.runId()).orElseThrow())).contains("s3cret"));
	}

	@Test
	void anEmptySourceIsFineIfThePlanSaysSo() throws Exception {
		Plan plan = plan("p1");
		assertEquals(RunState.FAILED, backUp().state());
		catalog.save(new Plan(plan.id(), plan.clientId(), plan.name(), plan.transport(), plan.settings(), plan.excludes(), plan.timing(), plan.retention(), false, 0,
				3, true));
		assertEquals(RunState.SUCCEEDED, backUp().state());
	}

	@Test
	void damageMakesAVerifyFailAndIsInItsLog() throws Exception {
		repository.upkeep.find(new Damage(Kind.CONTENT, "pool/ab/cd", "is not what its name says", Remedy.QUARANTINED,
				List.of(new Place("s1", "a"), new Place("s2", "b"), new Place("s3", ""), new Place("s4", "d")), 7));
		RunReport report = outcome(runner.start(new Request.Verify(Set.of(), false)));
		assertEquals(RunState.FAILED, report.state());
		assertEquals("looked at 3 snapshots, 20 contents: 1 damage is in the run's log", report.message());
		assertEquals(1, catalog.run(report.runId()).orElseThrow().problems());
		assertTrue(told(report).contains("ERROR pool/ab/cd: is not what its name says; moved to quarantine, the next backup that meets this content stores it again, and then"
				+ " 'backtrac run start --rebuild' has the trees show it; it is in s1 a, s2 b, s3 and 4 more [damaged content]"), told(report).toString());
		assertEquals(RunState.FAILED, outcome(runner.start(new Request.Scrub(1))).state());
		assertEquals(RunState.PARTIAL, outcome(runner.start(new Request.Rebuild())).state());
	}

	@Test
	void upkeepEndsWithASentence() throws Exception {
		assertEquals("freed 4 files of the pool, 4.0 kB", outcome(runner.start(new Request.Prune())).message());
		assertEquals("read 7 contents, 7.0 kB, 9 of 256 parts of the pool are done: all is well", outcome(runner.start(new Request.Scrub(0.5))).message());
	}

	@Test
	void aRunIsAboutItsPlanOrTheSnapshotThatItReads() throws Exception {
		source.file("a", "1");
		RunReport backup = backUp();
		assertEquals("desk/docs p1", catalog.run(backup.runId()).orElseThrow().subject());
		RunReport restore = outcome(runner.start(new Request.Restore(backup.snapshotId(), List.of(), Path.of("/memory/x"), false)));
		assertEquals("desk/docs p1 to /memory/x", catalog.run(restore.runId()).orElseThrow().subject());
		assertTrue(restore.message().contains("lies in the repository"), restore.message());
		catalog.save(new Client("c1", "renamed"));
		assertEquals("renamed/docs p1", catalog.run(backUp().runId()).orElseThrow().subject());
	}

	private RunReport backUp() throws Exception {
		return backUp("p1");
	}

	private RunReport backUp(String plan) throws Exception {
		clock.pass(Duration.ofMillis(1));
		return outcome(runner.start(new Request.Backup(plan)));
	}

	private List<String> ids() {
		return repository.snapshots().stream().map(Snapshot::id).toList();
	}

	private List<String> told(RunReport report) {
		return catalog.told(report.runId());
	}
}
