package backtrac.engine.jobs.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import backtrac.api.job.Request;
import backtrac.engine.jobs.run.Claim;

class RunOrderTest {

	private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
	private static final Limits MANY = new Limits(100, 100, Map.of());

	private final List<Claim> waiting = new ArrayList<>();
	private final List<Claim> running = new ArrayList<>();

	@Test
	void thoseOfTheHighestPriorityBeginFirstAndOfTheseTheLongestWaiting() {
		waiting.add(backup("late", "c1", "local", 0, 1));
		waiting.add(backup("early", "c1", "local", 0, 5));
		waiting.add(backup("urgent", "c1", "local", 7, 0));
		waiting.add(backup("unimportant", "c1", "local", -1, 100));
		assertEquals(List.of("urgent", "early", "late", "unimportant"), begin(MANY));
	}

	@Test
	void noMoreThanTheLimitsAllow() {
		for (int i = 0; i < 4; i++) {
			waiting.add(backup("a" + i, "a", "smb", 0, 10 - i));
			waiting.add(backup("b" + i, "b", "local", 0, 10 - i));
		}
		assertEquals(List.of("a0", "b0", "a1"), begin(new Limits(3, 9, Map.of())));
		running.clear();
		waiting.removeIf(claim -> claim.id().equals("a0"));
		assertEquals(List.of("b1", "a2", "b2", "a3"), begin(new Limits(9, 2, Map.of())));
	}

	@Test
	void aTransportThatIsBusyHoldsUpNoOther() {
		for (int i = 0; i < 3; i++) {
			waiting.add(backup("smb" + i, "c" + i, "smb", 5, 10 - i));
			waiting.add(backup("ssh" + i, "c" + i, "ssh", 0, 10 - i));
		}
		assertEquals(List.of("smb0", "ssh0", "ssh1", "ssh2"), begin(new Limits(9, 9, Map.of("smb", 1))));
	}

	@Test
	void onlyOneBackupOfAPlan() {
		running.add(new Claim("r1", new Request.Backup("p"), "c", "local", 0, NOW));
		waiting.add(new Claim("r2", new Request.Backup("p"), "c", "local", 0, NOW));
		assertEquals(List.of(), begin(MANY));
	}

	@Test
	void aPruneAndBackupsWaitForEachOther() {
		running.add(backup("b1", "c", "local", 0, 60));
		waiting.add(claim("prune", new Request.Prune(), 30));
		assertEquals(List.of(), begin(MANY));
		running.clear();
		assertEquals(List.of("prune"), begin(MANY));
		waiting.add(backup("b2", "c", "local", 9, 0));
		waiting.add(claim("scrub", new Request.Scrub(1), 0));
		waiting.add(claim("verify", new Request.Verify(Set.of(), false), 0));
		waiting.add(claim("rebuild", new Request.Rebuild(), 0));
		assertEquals(List.of(), begin(MANY));
		running.clear();
		assertEquals(List.of("b2", "rebuild", "scrub", "verify"), begin(MANY));
	}

	@Test
	void aPruneLetsOthersPassUntilItHasWaitedForLong() {
		running.add(backup("b1", "c", "local", 0, 600));
		waiting.add(claim("prune", new Request.Prune(), RunOrder.PATIENCE.toMinutes() - 1));
		waiting.add(backup("b2", "c", "local", 0, 0));
		assertEquals(List.of("b2"), begin(MANY));
		waiting.clear();
		waiting.add(claim("prune", new Request.Prune(), RunOrder.PATIENCE.toMinutes()));
		waiting.add(backup("b3", "c", "local", 9, 0));
		waiting.add(claim("restore", restore(), 0));
		assertEquals(List.of("restore"), begin(MANY), "which needs nothing that a prune touches");
		running.clear();
		assertEquals(List.of("prune"), begin(MANY));
	}

	@Test
	void restoresHavePlacesOfTheirOwn() {
		Limits one = new Limits(1, 1, Map.of());
		running.add(backup("b1", "c", "local", 0, 60));
		waiting.add(backup("b2", "d", "local", 9, 0));
		waiting.add(claim("restore1", restore(), 1));
		waiting.add(claim("restore2", restore(), 0));
		assertEquals(List.of("restore1"), begin(one));
		running.clear();
		running.add(claim("prune", new Request.Prune(), 0));
		assertEquals(List.of("restore2"), begin(one));
	}

	@Test
	void aBackupWaitsForWhatIsRestoredToItsSourceWhichWaitsForNothing() {
		Claim toSource = claim("restore", new Request.Restore("s", List.of(), new Request.Source("plan b1"), false), 0);
		waiting.add(backup("b1", "c", "local", 9, 60));
		waiting.add(backup("b2", "c", "local", 0, 0));
		running.add(toSource);
		running.add(claim("other", restore(), 0));
		assertEquals(List.of("b2"), begin(MANY));
		running.remove(toSource);
		assertEquals(List.of("b1"), begin(MANY));
		waiting.add(toSource);
		assertEquals(List.of("restore"), begin(MANY), "beside a backup");
		running.clear();
		waiting.clear();
		waiting.add(backup("b1", "c", "local", 9, 60));
		running.add(claim("restore", new Request.Restore("s", List.of(), new Request.OtherSource("plan b1"), false), 0));
		assertEquals(List.of(), begin(MANY), "whatever plan the snapshot is of");
	}

	@Test
	void oneOfEachKindOfUpkeep() {
		for (int i = 0; i < 2; i++) {
			waiting.add(claim("scrub" + i, new Request.Scrub(1), 1));
			waiting.add(claim("verify" + i, new Request.Verify(Set.of("s" + i), true), 1));
		}
		assertEquals(List.of("scrub0", "verify0"), begin(MANY));
	}

	/** Begins all that may, and answers their ids in that order. */
	private List<String> begin(Limits limits) {
		List<String> begun = new ArrayList<>();
		for (;;) {
			var next = RunOrder.next(waiting, running, limits, NOW);
			if (next.isEmpty()) {
				return begun;
			}
			begun.add(next.get().id());
			waiting.remove(next.get());
			running.add(next.get());
		}
	}

	private static Request restore() {
		return new Request.Restore("s", List.of(), Path.of("/tmp"), false);
	}

	private static Claim backup(String id, String client, String transport, int priority, int minutesAgo) {
		return new Claim(id, new Request.Backup("plan " + id), client, transport, priority, NOW.minus(Duration.ofMinutes(minutesAgo)));
	}

	private static Claim claim(String id, Request request, long minutesAgo) {
		return new Claim(id, request, "", "", 0, NOW.minus(Duration.ofMinutes(minutesAgo)));
	}
}
