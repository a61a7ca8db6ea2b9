package backtrac.web.status;

import static backtrac.web.status.Samples.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;

class RunPagesTest {

	private final MemoryCatalog catalog = new MemoryCatalog();
	private final List<RunQuery> asked = new ArrayList<>();
	private final RunPages pages = new RunPages(RunQuery.latest(10), query -> {
		asked.add(query);
		return catalog.runs(query);
	});

	private void add(int from, int to, RunState state) {
		for (int i = from; i < to; i++) {
			catalog.add(ofNoPlan(run("r" + i, state, Duration.ofMinutes(1000 - i))));
		}
	}

	private static RunRecord ofNoPlan(RunRecord run) {
		return new RunRecord(run.id(), run.verb(), null, run.subject(), run.origin(), run.server(), run.state(), run.queued(), run.started(), run.finished(),
				run.snapshotId(), run.files(), run.bytes(), run.bytesStored(), run.problems(), run.message());
	}

	private static List<String> ids(List<RunRecord> runs) {
		return runs.stream().map(RunRecord::id).toList();
	}

	@Test
	void pagesAreReadWhenSomebodyLooksAtThem() {
		add(0, 95, RunState.SUCCEEDED);
		assertEquals(List.of("r94", "r93", "r92"), ids(pages.runs(0, 3)));
		assertEquals(1, asked.size());
		assertEquals(List.of("r74", "r73"), ids(pages.runs(20, 2)));
		assertEquals(3, asked.size());
		assertEquals(List.of("r1", "r0"), ids(pages.runs(93, 50)));
		assertEquals(10, asked.size());
		assertEquals(List.of(), pages.runs(95, 50));
		assertEquals(10, asked.size(), "the end is known");
	}

	@Test
	void runsOfTheSameTimeAreAllThereOnce() {
		for (int i = 10; i < 45; i++) {
			catalog.add(ofNoPlan(run("r" + i, RunState.SUCCEEDED, Duration.ZERO)));
		}
		assertEquals(35, ids(pages.runs(0, 100)).stream().distinct().count());
	}

	@Test
	void newOnesComeOnTop() {
		add(0, 30, RunState.SUCCEEDED);
		pages.runs(0, 25);
		assertEquals(RunPages.Change.NONE, pages.refresh());
		add(30, 32, RunState.SUCCEEDED);
		assertEquals(RunPages.Change.LIST, pages.refresh());
		assertEquals(List.of("r31", "r30", "r29"), ids(pages.runs(0, 3)));
		assertEquals(32, pages.runs(0, 100).size());
	}

	@Test
	void oneThatIsDifferentIsNoNewList() {
		add(0, 12, RunState.RUNNING);
		pages.runs(0, 12);
		catalog.update(ofNoPlan(run("r11", RunState.FAILED, Duration.ofMinutes(1000 - 11))));
		assertEquals(RunPages.Change.ITEMS, pages.refresh());
		assertEquals(RunState.FAILED, pages.runs(0, 1).getFirst().state());
	}

	@Test
	void afterManyNewOnesItBeginsAnew() {
		add(0, 30, RunState.SUCCEEDED);
		pages.runs(0, 30);
		add(30, 60, RunState.SUCCEEDED);
		assertEquals(RunPages.Change.LIST, pages.refresh());
		assertEquals(60, ids(pages.runs(0, 100)).stream().distinct().count());
	}

	@Test
	void oneThatHasGoneIsNotKept() {
		add(0, 5, RunState.SUCCEEDED);
		pages.runs(0, 5);
		catalog.removeEndedBefore(Samples.NOW.minus(Duration.ofMinutes(998)));
		assertEquals(RunPages.Change.LIST, pages.refresh());
		assertEquals(List.of("r4", "r3", "r2"), ids(pages.runs(0, 10)));
	}

	@Test
	void anEmptyHistoryIsEmpty() {
		assertEquals(List.of(), pages.runs(0, 10));
		assertEquals(RunPages.Change.NONE, pages.refresh());
		add(0, 1, RunState.SUCCEEDED);
		assertEquals(RunPages.Change.LIST, pages.refresh());
	}
}
