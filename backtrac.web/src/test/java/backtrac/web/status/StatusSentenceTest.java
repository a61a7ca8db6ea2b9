package backtrac.web.status;

import static backtrac.web.status.Samples.DOCS;
import static backtrac.web.status.Samples.NOW;
import static backtrac.web.status.Samples.PHOTOS;
import static backtrac.web.status.Samples.live;
import static backtrac.web.status.Samples.overview;
import static backtrac.web.status.Samples.run;
import static backtrac.web.status.Samples.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import backtrac.api.job.Progress;
import backtrac.api.job.RunState;

class StatusSentenceTest {

	private static final Duration MINUTES = Duration.ofMinutes(3);
	private static final Duration DAYS = Duration.ofDays(2);

	private static StatusSentence of(Overview overview) {
		return StatusSentence.of(overview, NOW);
	}

	@Test
	void nothingToProtect() {
		assertEquals(new StatusSentence(Level.NEUTRAL, "Nothing is protected yet.", ""), of(overview(List.of(), List.of(), List.of())));
	}

	@Test
	void onePlanThatIsProtected() {
		assertEquals(new StatusSentence(Level.GOOD, "Your plan is protected.", "Last good backup 3 minutes ago."),
				of(overview(List.of(DOCS), List.of(), List.of(snapshot(DOCS, MINUTES, 0)))));
	}

	@Test
	void allPlansAreProtectedAndTheOldestBackupIsNamed() {
		assertEquals(
				new StatusSentence(Level.GOOD, "All 2 plans are protected.", "Last good backup 3 minutes ago. Longest ago: photos, 2 days ago."),
				of(overview(List.of(DOCS, PHOTOS), List.of(), List.of(snapshot(DOCS, MINUTES, 0), snapshot(PHOTOS, DAYS, 0)))));
	}

	@Test
	void aFailureIsWorseThanAPlanThatWasNeverBackedUp() {
		Overview overview = overview(List.of(DOCS, PHOTOS), List.of(run(DOCS, RunState.FAILED, MINUTES)), List.of(snapshot(DOCS, DAYS, 0)));
		assertEquals(new StatusSentence(Level.BAD, "The last backup of docs failed.", "The folder is gone."), of(overview));
	}

	@Test
	void severalFailures() {
		Overview overview = overview(List.of(DOCS, PHOTOS), List.of(run(DOCS, RunState.FAILED, MINUTES), run(PHOTOS, RunState.FAILED, DAYS)), List.of());
		assertEquals(new StatusSentence(Level.BAD, "The last backups of 2 plans failed.", "docs, photos"), of(overview));
	}

	@Test
	void aFailureThatWasMadeGoodIsForgotten() {
		Overview overview = overview(List.of(DOCS), List.of(run(DOCS, RunState.SUCCEEDED, MINUTES), run(DOCS, RunState.FAILED, DAYS)),
				List.of(snapshot(DOCS, MINUTES, 0)));
		assertEquals(Level.GOOD, of(overview).level());
	}

	@Test
	void aPlanThatWasNeverBackedUpIsWorseThanAPartialBackup() {
		assertEquals(new StatusSentence(Level.WARNING, "1 plan has never been backed up.", "photos"),
				of(overview(List.of(DOCS, PHOTOS), List.of(), List.of(snapshot(DOCS, MINUTES, 5)))));
	}

	@Test
	void theFirstBackupIsUnderWay() {
		Overview overview = overview(List.of(DOCS), List.of(), List.of()).withLive(List.of(live(DOCS, RunState.RUNNING, Progress.NONE)));
		assertEquals(new StatusSentence(Level.ACTIVE, "The first backup of docs is under way.", ""), of(overview));
	}

	@Test
	void aPartialBackupSaysWhatItLeftOut() {
		assertEquals(new StatusSentence(Level.WARNING, "The last backup of docs left out 1 file.", "Last good backup 3 minutes ago."),
				of(overview(List.of(DOCS), List.of(run(DOCS, RunState.PARTIAL, MINUTES)), List.of(snapshot(DOCS, MINUTES, 1)))));
	}

	@Test
	void anInterruptedAndACancelledBackup() {
		assertEquals("The last backup of docs was interrupted.",
				of(overview(List.of(DOCS), List.of(run(DOCS, RunState.INTERRUPTED, MINUTES)), List.of(snapshot(DOCS, DAYS, 0)))).text());
		assertEquals("The last backup of docs was cancelled.",
				of(overview(List.of(DOCS), List.of(run(DOCS, RunState.CANCELLED, MINUTES)), List.of(snapshot(DOCS, DAYS, 0)))).text());
	}

	@Test
	void aMissingServiceIsWorstOfAll() {
		Overview one = Overview.of(List.of("The catalog is not running."), List.of(), List.of(), List.of(), null, List.of());
		assertEquals(new StatusSentence(Level.BAD, "The catalog is not running.", "This page notices by itself when it is back."), of(one));
		Overview two = Overview.of(List.of("The catalog is not running.", "The repository is not open."), List.of(), List.of(), List.of(), null, List.of());
		assertEquals("The repository is not open.", of(two).detail());
	}
}
