package backtrac.web.status;

import static backtrac.web.status.Samples.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.RunState;

/** The words about a run and its log. */
class RunTextTest {

	private static String began(Trigger trigger, Instant moment, int attempt) {
		return Beginning.words(new RunOrigin(trigger, moment, attempt, null), NOW, ZoneOffset.UTC);
	}

	@Test
	void whyItBegan() {
		Instant two = Instant.parse("2026-11-23T02:00:00Z");
		assertEquals("Somebody asked for it", began(Trigger.PERSON, null, 1));
		assertEquals("It was due 23 Nov, 02:00", began(Trigger.SCHEDULE, two, 1));
		assertEquals("It was due 23 Nov, 02:00, but could not begin then", began(Trigger.MISSED, two, 1));
		assertEquals("The run before it failed, due 23 Nov, 02:00 (attempt 2)", began(Trigger.RETRY, two, 2));
		assertEquals("The run before it was cut off (attempt 3)", began(Trigger.RESUME, null, 3));
	}

	@Test
	void aRunIsNamedByItsSubject() {
		RunLine line = new RunLine(Samples.run("r", RunState.SUCCEEDED, Duration.ZERO));
		assertEquals("desk", line.client());
		assertEquals("docs", line.plan());
		assertEquals("Backup of docs", line.title());
		assertEquals("9.0 s", line.duration());
		RunLine prune = new RunLine(new RunRecord("r", "prune", null, "", RunOrigin.PERSON, "", RunState.RUNNING, NOW, NOW, null, null, 0, 0, 0, 0, null));
		assertEquals("Prune", prune.title());
		assertEquals("", prune.client());
		assertEquals("", prune.stored());
	}

	@Test
	void aLineOfTheLogIsOneLineOfTheFile() {
		LogLine line = new LogLine(7, "r", NOW, LogLine.Level.WARNING, Phase.COPYING, "a\nERROR/b\u0007", "cannot be read", "permission denied");
		assertEquals("2026-11-23T10:15:30.000Z WARNING copying a\\nERROR/b\\u0007: cannot be read", LogText.of(line));
		assertEquals("2026-11-23T10:15:30.000Z INFO done Done.", LogText.of(new LogLine(8, "r", NOW, LogLine.Level.INFO, Phase.DONE, "", "Done.", "")));
	}
}
