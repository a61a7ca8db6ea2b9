package backtrac.engine.jobs.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.event.Topics;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunState;
import backtrac.api.job.RunsElsewhereException;
import backtrac.api.store.ScrubOptions;
import backtrac.api.store.VerifyOptions;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.fixture.ServiceOffer;
import backtrac.engine.jobs.run.Chain;
import backtrac.engine.jobs.run.CutOff;
import backtrac.engine.jobs.run.Failure;
import backtrac.engine.jobs.run.Records;

/** Runs that the scheduler has begun, what becomes of those that end without a result, and who else may end them. */
@Timeout(30)
class ScheduledRunsTest extends RunnerSetup {

	@Test
	void aRunOfTheSchedulerIsTakenOn() throws Exception {
		source.file("a", "1");
		RunRecord queued = claimed("backup", "p1", Trigger.SCHEDULE, 1);
		Run run = runner.adopt(queued);
		assertEquals(RunState.SUCCEEDED, outcome(run).state());
		assertEquals(queued.id(), run.id());
		assertEquals(queued.origin(), record(run).origin());
		assertEquals("desk/docs p1", record(run).subject());
		assertEquals(List.of(RunState.QUEUED, RunState.RUNNING, RunState.SUCCEEDED), catalog.states(run.id()));
		assertSame(run, runner.adopt(queued), "asked for again");
		assertNull(due("p1").at());
	}

	@Test
	void onlyWaitingRunsOfThisServerAreTakenOn() {
		RunRecord run = claimed("backup", "p1", Trigger.SCHEDULE, 1);
		assertThrows(IllegalArgumentException.class, () -> runner.adopt(changed(run, "backup", "there", RunState.QUEUED)));
		assertThrows(IllegalArgumentException.class, () -> runner.adopt(changed(run, "backup", "here", RunState.RUNNING)));
		assertThrows(IllegalArgumentException.class, () -> runner.adopt(changed(run, "restore", "here", RunState.QUEUED)));
		assertTrue(runner.running().isEmpty());
	}

	private static RunRecord changed(RunRecord run, String verb, String server, RunState state) {
		return new RunRecord(run.id(), verb, run.planId(), run.subject(), run.origin(), server, state, run.queued(), null, null, null, 0, 0, 0, 0, null);
	}

	@Test
	void choresAreDoneAsTheConfigurationSays() throws Exception {
		for (String chore : List.of("prune", "scrub", "verify")) {
			Run run = runner.adopt(claimed(chore, null, Trigger.SCHEDULE, 1));
			assertEquals(RunState.SUCCEEDED, outcome(run).state());
			assertEquals(chore, record(run).verb());
		}
		assertEquals(ScrubOptions.share(0.25), repository.upkeep.asked.get(1));
		assertEquals(new VerifyOptions(false, Set.of()), repository.upkeep.asked.get(2));
	}

	@Test
	void aPersonGetsTheRunThatTheSchedulerHasJustBegun() throws Exception {
		source.file("a", "1").block("a");
		RunRecord queued = claimed("backup", "p1", Trigger.SCHEDULE, 1);
		Run run = runner.start(new Request.Backup("p1"));
		assertEquals(queued.id(), run.id());
		assertSame(run, runner.adopt(queued));
		run.cancel();
		outcome(run);
	}

	@Test
	void aPersonGetsTheRunThatTheSchedulerBeginsAtTheSameMoment() throws Exception {
		source.file("a", "1");
		RunRecord[] first = new RunRecord[1];
		catalog.beforeAdd(() -> first[0] = claimed("backup", "p1", Trigger.SCHEDULE, 1));
		Run run = runner.start(new Request.Backup("p1"));
		assertEquals(first[0].id(), run.id());
		assertEquals(RunState.SUCCEEDED, outcome(run).state());
		assertEquals(1, catalog.runs(RunQuery.latest(9)).size());
	}

	@Test
	void aBackupThatEndedWhileTheCatalogWasAwayIsNotInTheWayOfTheNext() throws Exception {
		source.file("a", "1").block("a");
		Run first = runner.start(new Request.Backup("p1"));
		await(source.blocked);
		catalog.setBroken(true);
		first.cancel();
		assertEquals(RunState.CANCELLED, outcome(first).state());
		catalog.setBroken(false);
		source.blockedFile = null;
		assertEquals(RunState.RUNNING, record(first).state());
		Run second = runner.start(new Request.Backup("p1"));
		assertEquals(RunState.SUCCEEDED, outcome(second).state());
		assertEquals(List.of(RunState.CANCELLED, RunState.SUCCEEDED), List.of(record(first).state(), record(second).state()));
	}

	@Test
	void aBackupOfAnotherServerIsNotDoubled() {
		RunRecord queued = claimed("backup", "p1", Trigger.SCHEDULE, 1);
		catalog.end(CutOff.end(queued, Chain.NONE, "it was stopped", clock.instant()), null);
		catalog.add(new RunRecord("r9", "backup", "p1", "", RunOrigin.PERSON, "there", RunState.RUNNING, clock.instant(), null, null, null, 0, 0, 0, 0, null));
		assertEquals("the server 'there' works on a backup of the plan 'docs p1': wait for it to end, or ask there",
				assertThrows(RunsElsewhereException.class, () -> runner.start(new Request.Backup("p1"))).getMessage());
	}

	@Test
	void aRunThatFailedIsTriedAgainAfterAWhile() throws Exception {
		source.file("a", "1").failList("", Reason.UNREACHABLE, 2);
		Run first = runner.adopt(claimed("backup", "p1", Trigger.SCHEDULE, 1));
		assertEquals(RunState.FAILED, outcome(first).state());
		assertEquals(record(first).finished().plus(Duration.ofMinutes(5)), due("p1").at());
		Due due = due("p1");
		catalog.change(new Due("p1", null, null, Due.Waiting.SCHEDULE, null, 1, null, null, due.version()));
		Run run = runner.adopt(claimed("backup", "p1", Trigger.RETRY, 2));
		assertEquals(RunState.FAILED, outcome(run).state());
		assertEquals(record(run).finished().plus(Duration.ofMinutes(10)), due("p1").at());
		assertEquals(3, due("p1").attempt());
		assertEquals(run.id(), due("p1").previous());
	}

	@Test
	void restartsOfTheServerDoNotUseUpTheRetries() throws Exception {
		for (int attempt = 1; attempt <= 3; attempt++) {
			RunRecord stopped = claimed("backup", "p1", Trigger.RESUME, attempt);
			catalog.end(Records.ended(stopped, RunState.INTERRUPTED, clock.instant(), Failure.stopped(true).message()), null);
		}
		source.file("a", "1").failList("", Reason.UNREACHABLE, 1);
		Run run = runner.adopt(claimed("backup", "p1", Trigger.RESUME, 4));
		assertEquals(RunState.FAILED, outcome(run).state());
		assertEquals(record(run).finished().plus(Duration.ofMinutes(5)), due("p1").at(), "it is the first failure");
	}

	@Test
	void aRunWithWrongCredentialsIsNotTriedAgain() throws Exception {
		source.file("a", "1").failList("", Reason.CREDENTIALS, 1);
		assertEquals(RunState.FAILED, outcome(runner.adopt(claimed("backup", "p1", Trigger.SCHEDULE, 1))).state());
		assertNull(due("p1").at());
	}

	@Test
	void aRunOfAPersonThatFailedIsNotTriedAgain() throws Exception {
		source.file("a", "1").failList("", Reason.UNREACHABLE, 1);
		assertEquals(RunState.FAILED, outcome(runner.start(new Request.Backup("p1"))).state());
		assertNull(due("p1").at());
	}

	@Test
	void anEndThatTheCatalogCannotTakeHoldsNobodyUp() throws Exception {
		source.file("a", "1");
		Run run = runner.start(new Request.Backup("p1"));
		catalog.endFailure = new IllegalStateException("a bug");
		Run second = runner.start(new Request.Prune());
		assertEquals(RunState.SUCCEEDED, outcome(run).state());
		assertEquals(RunState.SUCCEEDED, outcome(second).state());
		assertTrue(runner.running().isEmpty());
		catalog.endFailure = null;
		ticker.pass(Presence.PAUSE);
		assertEquals(RunState.SUCCEEDED, record(run).state());
		assertEquals(RunState.SUCCEEDED, record(second).state());
	}

	@Test
	void aTransportThatSaysNothingFailsTheRunInWords() throws Exception {
		transports.addTransport(new ServiceOffer(Map.of("transport.scheme", "memory"), 1, _ -> {
			throw new TransportException(Reason.CREDENTIALS, null);
		}));
		Run run = runner.adopt(claimed("backup", "p1", Trigger.SCHEDULE, 1));
		assertEquals("the transport failed and says no more than CREDENTIALS", outcome(run).message());
		assertEquals(RunState.FAILED, record(run).state());
	}

	@Test
	void anEndIsToldWhenTheCatalogKnowsIt() throws Exception {
		source.file("a", "1");
		repository.beforeCommit = () -> catalog.setBroken(true);
		Run run = runner.adopt(claimed("backup", "p1", Trigger.SCHEDULE, 1));
		assertEquals(RunState.SUCCEEDED, outcome(run).state());
		ticker.pass(Presence.PAUSE);
		assertEquals(0, told(RunState.SUCCEEDED), "who hears of it could not ask the catalog about it");
		catalog.setBroken(false);
		ticker.pass(Presence.PAUSE);
		assertEquals(1, told(RunState.SUCCEEDED));
		ticker.pass(Presence.PAUSE);
		assertEquals(1, told(RunState.SUCCEEDED));
	}

	private long told(RunState state) {
		return posted.stream().filter(event -> event.getTopic().equals(Topics.RUN + state)).count();
	}

	@Test
	void aRunThatIsCancelledIsNotTriedAgain() throws Exception {
		source.file("a", "1").block("a");
		Run run = runner.adopt(claimed("backup", "p1", Trigger.SCHEDULE, 1));
		await(source.blocked);
		run.cancel();
		assertEquals(RunState.CANCELLED, outcome(run).state());
		assertNull(due("p1").at());
	}

	@Test
	void aRunWhoseTransportWentIsResumedSoon() throws Exception {
		source.file("a", "1").block("a");
		Run run = runner.adopt(claimed("backup", "p1", Trigger.SCHEDULE, 1));
		await(source.blocked);
		transports.removeTransport(memory);
		assertEquals(RunState.INTERRUPTED, outcome(run).state());
		assertEquals(record(run).finished().plus(Duration.ofMinutes(1)), due("p1").at());
	}

	@Test
	void theServersStopHasItsBackupsResumedAtOnceWhoeverBeganThem() throws Exception {
		source.file("a", "1").block("a");
		Run run = runner.start(new Request.Backup("p1"));
		await(source.blocked);
		runner.deactivate();
		assertEquals(RunState.INTERRUPTED, outcome(run).state());
		Due due = due("p1");
		assertEquals(record(run).finished(), due.at());
		assertEquals(run.id(), due.previous());
	}

	@Test
	void aRunThatAnotherServerHasTakenOverEndsAndIsNotRecorded() throws Exception {
		source.file("a", "1").block("a");
		Run run = runner.adopt(claimed("backup", "p1", Trigger.SCHEDULE, 1));
		await(source.blocked);
		catalog.takeOver(run.id());
		ticker.pass(Presence.PAUSE);
		assertEquals("another server has taken this run over", outcome(run).message());
		assertEquals("it went away while it ran", record(run).message());
		assertTrue(repository.snapshots().isEmpty());
		assertNull(due("p1").at());
		assertEquals(List.of(RunState.QUEUED, RunState.RUNNING), catalog.states(run.id()).subList(0, 2));
	}

	@Test
	void aRunThatWasTakenOverBeforeItBeganDoesNothing() throws Exception {
		source.file("a", "1").block("a");
		plan("p2");
		plan("p3");
		runner.modified(TestConfig.of(1));
		Run first = runner.adopt(claimed("backup", "p1", Trigger.SCHEDULE, 1));
		await(source.blocked);
		Run second = runner.adopt(claimed("backup", "p2", Trigger.SCHEDULE, 1));
		catalog.takeOver(second.id());
		first.cancel();
		assertEquals(RunState.INTERRUPTED, outcome(second).state());
		assertEquals(1, source.reads("a"));
	}

	@Test
	void howFarARunIsIsRecordedNowAndThen() throws Exception {
		source.file("a", "12345").file("b", "1").block("b");
		Run run = runner.adopt(claimed("backup", "p1", Trigger.SCHEDULE, 1));
		await(source.blocked);
		while (run.progress().filesDone() < 1) {
			Thread.onSpinWait();
		}
		ticker.pass(Presence.PAUSE);
		assertEquals(5, record(run).bytes());
		assertEquals(1, catalog.all().getFirst().beat() - 1, "and that the server lives");
		run.cancel();
		outcome(run);
	}

	@Test
	void aPruneWaitsForABackupAndTakesNoPlace() throws Exception {
		source.file("a", "1").block("a");
		Run backup = runner.start(new Request.Backup("p1"));
		await(source.blocked);
		Run prune = runner.start(new Request.Prune());
		Run restore = runner.start(new Request.Restore("none", List.of(), Path.of("/tmp/none"), false));
		assertEquals(RunState.FAILED, outcome(restore).state());
		assertEquals(RunState.QUEUED, prune.state());
		assertTrue(repository.upkeep.asked.isEmpty());
		backup.cancel();
		assertEquals(RunState.SUCCEEDED, outcome(prune).state());
	}

	@Test
	void thoseOfAHigherPriorityBeginFirst() throws Exception {
		source.file("a", "1").block("a");
		runner.modified(TestConfig.of(1));
		Run first = runner.start(new Request.Backup("p1"));
		await(source.blocked);
		plan("p2");
		Plan plan = plan("p3");
		catalog.save(new Plan(plan.id(), plan.clientId(), plan.name(), plan.transport(), plan.settings(), List.of(), plan.timing(),
				plan.retention(), false, 5, 3, false));
		Run usual = runner.start(new Request.Backup("p2"));
		Run urgent = runner.start(new Request.Backup("p3"));
		source.block("none");
		first.cancel();
		outcome(usual);
		outcome(urgent);
		assertTrue(record(urgent).started().isBefore(record(usual).started()));
	}

	@Test
	void upkeepIsCancelledAtOnce() throws Exception {
		repository.upkeep.go = new CountDownLatch(1);
		Run run = runner.start(new Request.Verify(Set.of(), true));
		await(repository.upkeep.begun);
		assertEquals(1, run.progress().filesDone());
		assertEquals(2, run.progress().filesExpected());
		run.cancel();
		assertEquals(RunState.CANCELLED, outcome(run).state());
	}
}
