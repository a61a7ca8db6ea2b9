package backtrac.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import backtrac.api.job.Progress;
import backtrac.api.job.Progress.Phase;

class ProgressLineTest {

	private static final Progress HALF = new Progress(Phase.COPYING, 1500, 3_000_000, 3000, 6_000_000, 3_000_000, 1_000_000, 500, Duration.ofSeconds(3),
			"some/file");

	@Test
	void tellsAllThatIsKnown() {
		assertEquals("[###############---------------]   50%  1,500/3,000 files  3.0 MB of 6.0 MB  1.0 MB/s  0:03 left",
				ProgressLine.render(HALF, 120));
	}

	@Test
	void theBarGivesWayFirst() {
		assertEquals("[####----]   50%  1,500/3,000 files  3.0 MB of 6.0 MB  1.0 MB/s  0:03 left", ProgressLine.render(HALF, 74));
		assertEquals(" 50%  1,500/3,000 files  3.0 MB of 6.0 MB  1.0 MB/s  0:03 left", ProgressLine.render(HALF, 73));
	}

	@Test
	void thenWhatStandsLast() {
		assertEquals(" 50%  1,500/3,000 files  3.0 MB of 6.0 MB", ProgressLine.render(HALF, 50));
		assertEquals(" 5", ProgressLine.render(HALF, 2));
	}

	@Test
	void neverTakesMoreThanItMay() {
		for (int width = 0; width < 130; width++) {
			int length = ProgressLine.render(HALF, width).length();
			assertTrue(length <= width, length + " columns of " + width);
		}
	}

	@Test
	void saysNothingThatNobodyKnows() {
		Progress first = new Progress(Phase.COPYING, 1, 10, -1, -1, 10, 2000, 1, null, "");
		assertEquals("1 file  10 B  2.0 kB/s", ProgressLine.render(first, 100));
		assertEquals("waiting", ProgressLine.render(Progress.NONE, 100));
		assertEquals("looking at the files", ProgressLine.render(new Progress(Phase.COPYING, 0, 0, -1, -1, 0, 0, 0, null, ""), 100));
	}

	@Test
	void withoutContentToReadTheRateIsOfFiles() {
		Progress linking = new Progress(Phase.COPYING, 50_000, 0, 100_000, 0, 0, 0, 80_000, Duration.ZERO, "");
		assertTrue(ProgressLine.render(linking, 120).endsWith("80,000 files/s  0:00 left"));
	}

	@Test
	void endsFull() {
		Progress done = new Progress(Phase.DONE, 3, 3, 3, 3, 3, 0, 0, null, "");
		assertTrue(ProgressLine.render(done, 120).startsWith("[##############################]  100%"));
	}
}
