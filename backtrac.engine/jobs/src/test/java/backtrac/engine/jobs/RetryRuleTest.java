package backtrac.engine.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.api.store.RepositoryBusyException;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.Failure.Remedy;

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
		RunRecord fourth = CutOff.end(open("backup", 4, RunState.RUNNING), "the server was stopped", END);
		assertEquals(RunState.INTERRUPTED, fourth.state());
		assertEquals("the server was stopped while it ran", fourth.message());
		assertEquals(END, CutOff.again(fourth));
		RunRecord fifth = CutOff.end(open("backup", 5, RunState.RUNNING), "the server was stopped", END);
		assertEquals(RunState.FAILED, fifth.state());
		assertTrue(fifth.message().startsWith("the server was stopped while it ran, at attempt 5: it is not resumed again"), fifth.message());
		assertNull(CutOff.again(fifth));
		RunRecord waited = CutOff.end(open("backup", 5, RunState.QUEUED), "the server was stopped", END);
		assertEquals("the server was stopped before it ran", waited.message());
		assertEquals(END, CutOff.again(waited), "it cannot have been the cause");
	}

	@Test
	void aRestoreThatWasCutOffSaysWhatToDo() {
		assertEquals("the server was stopped while it ran: what it has written is whole; restore again, into another folder or with leave to overwrite",
				CutOff.end(open("restore", 1, RunState.RUNNING), "the server was stopped", END).message());
		assertEquals("the server was stopped before it ran: restore again", CutOff.end(open("restore", 1, RunState.QUEUED), "the server was stopped", END).message());
	}

	private static Remedy remedy(Reason reason) {
		return Failure.of("r", new TransportException(reason, "no")).remedy();
	}

	private static Instant again(RunRecord run, Remedy remedy, int retries) {
		return RetryRule.again(run, remedy, retries);
	}

	private static long minutes(RunRecord run, Remedy remedy, int retries) {
		return Duration.between(END, again(run, remedy, retries)).toMinutes();
	}

	private static RunRecord run(String verb, Trigger trigger, int attempt, RunState state) {
		return new RunRecord("r", verb, "p", "c/p", new RunOrigin(trigger, null, attempt, null), "here", state, END, END, END, null, 0, 0, 0, 0, "");
	}

	private static RunRecord open(String verb, int attempt, RunState state) {
		return run(verb, Trigger.RESUME, attempt, state);
	}
}
