package backtrac.engine.jobs.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Request;
import backtrac.api.job.RunState;
import backtrac.engine.jobs.fixture.TestClock;
import backtrac.engine.jobs.journal.RunJournal;

class JobTest {

	@Test
	void whoWaitsLearnsOfTheEndThoughRecordingItFails() throws Exception {
		TestClock clock = new TestClock();
		RunRecord queued = new RunRecord("r", "prune", null, "", RunOrigin.PERSON, "here", RunState.QUEUED, TestClock.START, null, null, null, 0, 0, 0, 0, null);
		Job job = new Job(queued, new Request.Prune(), null, new RunJournal("r", clock, new AtomicInteger()), clock, _ -> {
			throw new StackOverflowError();
		});
		job.cancel();
		assertEquals(RunState.CANCELLED, job.outcome().toCompletableFuture().get(10, TimeUnit.SECONDS).state());
	}
}
