package backtrac.engine.jobs.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.engine.jobs.fixture.TestClock;

class OldRunsTest {

	private final TestClock clock = new TestClock();
	private int asked;
	private boolean broken;
	private final MemoryCatalog catalog = new MemoryCatalog() {
		@Override
		public synchronized int removeEndedBefore(Instant time) {
			asked++;
			if (broken) {
				throw new CatalogException("the database is away");
			}
			return super.removeEndedBefore(time);
		}
	};
	private final OldRuns oldRuns = new OldRuns(catalog, clock, OptionalInt.of(730));

	@Test
	void runsThatEndedLongAgoAreRemovedOnceADay() {
		run("old", 731);
		run("young", 729);
		oldRuns.look();
		assertEquals(List.of("young"), catalog.runs(RunQuery.latest(9)).stream().map(RunRecord::id).toList());
		clock.pass(Duration.ofHours(23));
		oldRuns.look();
		assertEquals(1, asked);
		oldRuns.keep(OptionalInt.of(300));
		clock.pass(Duration.ofHours(1));
		oldRuns.look();
		assertEquals(0, catalog.runs(RunQuery.latest(9)).size());
	}

	@Test
	void aCatalogThatIsAwayIsAskedAgain() {
		broken = true;
		oldRuns.look();
		broken = false;
		run("old", 800);
		oldRuns.look();
		assertEquals(2, asked);
		assertEquals(0, catalog.runs(RunQuery.latest(9)).size());
	}

	@Test
	void nothingIsRemovedWhileNobodyKnowsWhatIsTooOld() {
		run("old", 800);
		oldRuns.keep(OptionalInt.empty());
		oldRuns.look();
		assertEquals(0, asked);
		oldRuns.keep(OptionalInt.of(730));
		oldRuns.look();
		assertEquals(0, catalog.runs(RunQuery.latest(9)).size(), "at once when it is mended");
	}

	private void run(String id, int daysAgo) {
		Instant then = clock.instant().minus(Duration.ofDays(daysAgo));
		catalog.add(new RunRecord(id, "backup", null, "", RunOrigin.PERSON, "me", RunState.SUCCEEDED, then, then, then, null, 0, 0, 0, 0, ""));
	}
}
