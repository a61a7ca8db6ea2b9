package backtrac.web.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import backtrac.api.job.Progress;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.RunState;

class LiveRunTest {

	private static LiveRun run(Progress progress) {
		return Samples.live("docs", RunState.RUNNING, progress);
	}

	@Test
	void aQueuedRunWaits() {
		LiveRun queued = Samples.live("docs", RunState.QUEUED, Progress.NONE);
		assertEquals("Waiting for its turn", queued.phase());
		assertEquals("", queued.percent());
		assertEquals("", queued.remaining());
	}

	@Test
	void ofAnotherServersRunOnlyTheStateIsKnown() {
		LiveRun run = run(null);
		assertEquals("Running on another server", run.phase());
		assertEquals("", run.percent() + run.numbers() + run.remaining() + run.current());
		assertFalse(run.isOwn());
		assertEquals("Backup of desk/docs", run.title());
	}

	@Test
	void beforeTheFirstFileItSaysNoNumbers() {
		LiveRun run = run(new Progress(Phase.CONNECTING, 0, 0, 200, 5000, 0, 0, 0, null, ""));
		assertEquals("Connecting", run.phase());
		assertEquals("", run.percent());
		assertEquals("", run.numbers());
	}

	@Test
	void whileNothingIsKnownItEstimates() {
		LiveRun run = run(new Progress(Phase.COPYING, 1200, 5000, -1, -1, 5000, 0.4, 3, null, "a"));
		assertEquals("Copying", run.phase());
		assertEquals("", run.percent());
		assertEquals("1,200 files, 5.00 kB", run.numbers());
		assertEquals("estimating", run.remaining());
	}

	@Test
	void laterItSaysHowMuchOfWhat() {
		LiveRun run = run(new Progress(Phase.COPYING, 50, 0, 200, 0, 0, 13_700_000, 3, Duration.ofMinutes(2), "a"));
		assertEquals("25\u00a0%", run.percent());
		assertEquals("50 of 200 files, 0 B of 0 B, 13.7 MB/s", run.numbers());
		assertEquals("about 2 minutes left", run.remaining());
	}

	@Test
	void atTheEndItFinishes() {
		LiveRun run = run(new Progress(Phase.FINISHING, 200, 10, 200, 10, 0, 0, 0, null, ""));
		assertEquals("Finishing", run.phase());
		assertEquals("", run.percent());
		assertEquals("writing to disk", run.remaining());
	}
}
