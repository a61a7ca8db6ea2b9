package backtrac.engine.jobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.RunState;
import backtrac.api.store.RepositoryBusyException;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.fixture.LogLines;
import backtrac.engine.jobs.run.Failure.Remedy;
import backtrac.engine.jobs.transport.TransportGoneException;

class RetryRuleTest {

	private static final Instant END = Instant.parse("2026-03-01T10:00:00Z");

	@Test
	void eachNewAttemptWaitsTwiceAsLongUpToAnHour() {
		List<Long> minutes = IntStream.rangeClosed(1, 6).mapToObj(attempt -> minutes(run("backup", Trigger.RETRY, attempt, RunState.FAILED), Remedy.TIME, 9)).toList();
		assertEquals(List.of(5L, 10L, 20L, 40L, 60L, 60L), minutes);
		assertEquals(60, minutes(run("backup", Trigger.RETRY, 1000, RunState.FAILED), Remedy.TIME, 1000));
	}

	@Test
	void noMoreAttemptsThanThePlanSays() {
		assertEquals(20, minutes(run("backup", Trigger.RETRY, 3, RunState.FAILED), Remedy.TIME, 3));
		assertNull(again(run("backup", Trigger.RETRY, 4, RunState.FAILED), Remedy.TIME, 3));
		assertNull(again(run("backup", Trigger.SCHEDULE, 1, RunState.FAILED), Remedy.TIME, 0));
	}

	@Test
	void onlyWhatCanHelpIsTried() {
		assertNull(again(run("backup", Trigger.SCHEDULE, 1, RunState.FAILED), Remedy.NONE, 3));
		assertNull(again(run("backup", Trigger.SCHEDULE, 1, RunState.CANCELLED), Remedy.NONE, 3));
		assertNull(again(run("restore", Trigger.PERSON, 1, RunState.INTERRUPTED), Remedy.SERVER, 0), "nobody knows what people have done there meanwhile");
		assertNull(again(run("prune", Trigger.SCHEDULE, 1, RunState.INTERRUPTED), Remedy.SERVER, 0), "it has a schedule of its own");
	}

	@Test
	void aPersonSeesThatARunFailedButNotThatItsServerStopped() {
		assertNull(again(run("backup", Trigger.PERSON, 1, RunState.FAILED), Remedy.TIME, 3));
		assertEquals(END, again(run("backup", Trigger.PERSON, 1, RunState.INTERRUPTED), Remedy.SERVER, 0));
		assertEquals(1, minutes(run("backup", Trigger.PERSON, 1, RunState.INTERRUPTED), Remedy.TRANSPORT, 0));
	}

	@Test
	void aTransportThatGoesIsWaitedFor() {
		assertEquals(2, minutes(run("backup", Trigger.RESUME, 2, RunState.INTERRUPTED), Remedy.TRANSPORT, 0));
		assertEquals(8, minutes(run("backup", Trigger.RESUME, 4, RunState.INTERRUPTED), Remedy.TRANSPORT, 0));
		assertNull(again(run("backup", Trigger.RESUME, 5, RunState.INTERRUPTED), Remedy.TRANSPORT, 9));
	}

	@Test
	void noAccountIsLockedByTrying() {
		assertEquals(Remedy.NONE, remedy(Reason.CREDENTIALS));
		assertEquals(Remedy.NONE, remedy(Reason.SETTINGS));
		assertEquals(Remedy.NONE, remedy(Reason.ACCESS_DENIED));
		assertEquals(Remedy.NONE, remedy(Reason.UNSUPPORTED));
		assertEquals(Remedy.TIME, remedy(Reason.UNREACHABLE));
		assertEquals(Remedy.TIME, remedy(Reason.CONNECTION_LOST));
		assertEquals(Remedy.TIME, remedy(Reason.NOT_FOUND), "a disk may be mounted by then");
		assertEquals(Remedy.TIME, Failure.of("r", new RepositoryBusyException("a prune goes on")).remedy());
		assertEquals(Remedy.NONE, Failure.of("r", new IllegalArgumentException("no such plan")).remedy());
		assertEquals(Remedy.TRANSPORT, Failure.of("r", new TransportGoneException("it went")).remedy());
	}

	@Test
	void anArgumentThatIsWrongLeavesItsStackInTheLog() {
		IllegalArgumentException thrown = new IllegalArgumentException("no such plan");
		try (LogLines log = new LogLines()) {
			assertEquals("no such plan", Failure.of("r7", thrown).message());
			assertEquals(List.of("WARN run r7 failed"), log.lines());
			assertEquals(thrown.getStackTrace().length, log.events().getFirst().getThrowableProxy().getStackTraceElementProxyArray().length);
		}
	}

	@Test
	void whatTheServerKeepsOnCuttingOffIsGivenUp() {
		RunRecord fourth = CutOff.end(open("backup", RunState.RUNNING), new Chain(0, 3, 0), "the server died", END);
		assertEquals(RunState.INTERRUPTED, fourth.state());
		assertEquals("the server died while it ran", fourth.message());
		assertEquals(END, CutOff.again(fourth));
		RunRecord fifth = CutOff.end(open("backup", RunState.RUNNING), new Chain(9, 4, 9), "the server died", END);
		assertEquals(RunState.FAILED, fifth.state());
		assertTrue(fifth.message().startsWith("the server died while it ran, the 5th time in a row: it is not resumed again"), fifth.message());
		assertNull(CutOff.again(fifth));
		RunRecord waited = CutOff.end(open("backup", RunState.QUEUED), new Chain(0, 4, 0), "the server died", END);
		assertEquals("the server died before it ran", waited.message());
		assertEquals(END, CutOff.again(waited), "it cannot have been the cause");
	}

	@Test
	void eachKindOfEndIsCountedByItself() {
		MemoryCatalog history = new MemoryCatalog();
		history.save(new Client("c", "desk"));
		history.save(new Plan("p", "c", "docs", "local", Map.of(), List.of()));
		RunRecord last = null;
		for (String end : List.of("crash", "failure", "crash", "departure", "stop", "failure", "crash", "stop", "waited", "crash")) {
			last = ended(end, last);
			history.add(Records.open(last, RunState.RUNNING, END, Progress.NONE, 0));
			history.end(last, null);
		}
		assertEquals(new Chain(2, 2, 1), Chain.of(last, history));
		RunRecord next = new RunRecord("next", "backup", "p", "", new RunOrigin(Trigger.RESUME, null, 11, last.id()), "here", RunState.RUNNING, END, END, null, null, 0, 0,
				0, 0, null);
		assertEquals(new Chain(2, 2, 1), Chain.of(next, history));
		assertEquals(Chain.NONE, Chain.of(open("backup", RunState.RUNNING), history));
	}

	@Test
	void noCircleIsFollowedForEver() {
		MemoryCatalog history = new MemoryCatalog() {
			@Override
			public synchronized Optional<RunRecord> run(String id) {
				return Optional.of(ended("failure", ended("failure", null)));
			}
		};
		assertTrue(Chain.of(ended("failure", ended("failure", null)), history).failures() > 100);
	}

	private static RunRecord ended(String how, RunRecord before) {
		int attempt = before == null ? 1 : before.origin().attempt() + 1;
		RunRecord run = new RunRecord("r" + attempt, "backup", "p", "", new RunOrigin(Trigger.RESUME, null, attempt, before == null ? null : before.id()), "here",
				RunState.RUNNING, END, END, null, null, 0, 0, 0, 0, null);
		RunRecord queued = new RunRecord(run.id(), "backup", "p", "", run.origin(), "here", RunState.QUEUED, END, null, null, null, 0, 0, 0, 0, null);
		return switch (how) {
		case "crash" -> CutOff.end(run, Chain.NONE, "the server 'b' went away", END);
		case "waited" -> CutOff.end(queued, Chain.NONE, "the server 'b' went away", END);
		case "stop" -> Records.ended(run, RunState.INTERRUPTED, END, Failure.stopped(true).message());
		case "departure" -> Records.ended(run, RunState.INTERRUPTED, END, Failure.of("r", new TransportGoneException("the transport 'smb' was removed while the run used it")).message());
		default -> Records.ended(run, RunState.FAILED, END, "no");
		};
	}

	@Test
	void aRestoreThatWasCutOffSaysWhatToDo() {
		assertEquals("the server was stopped while it ran: restore again, into another folder or with leave to overwrite. What it has written is whole,"
				+ " but for what is called .backtrac- and 16 digits, which can be deleted",
				CutOff.end(open("restore", RunState.RUNNING), Chain.NONE, "the server was stopped", END).message());
		assertEquals("the server was stopped before it ran: restore again", CutOff.end(open("restore", RunState.QUEUED), Chain.NONE, "the server was stopped", END).message());
	}

	private static Remedy remedy(Reason reason) {
		return Failure.of("r", new TransportException(reason, "no")).remedy();
	}

	private static Instant again(RunRecord run, Remedy remedy, int retries) {
		int times = run.origin().attempt();
		return RetryRule.again(run, new Chain(times, 0, times), remedy, retries);
	}

	private static long minutes(RunRecord run, Remedy remedy, int retries) {
		return Duration.between(END, again(run, remedy, retries)).toMinutes();
	}

	private static RunRecord run(String verb, Trigger trigger, int attempt, RunState state) {
		return new RunRecord("r", verb, "p", "c/p", new RunOrigin(trigger, null, attempt, null), "here", state, END, END, END, null, 0, 0, 0, 0, "");
	}

	private static RunRecord open(String verb, RunState state) {
		return run(verb, Trigger.RESUME, 1, state);
	}
}
