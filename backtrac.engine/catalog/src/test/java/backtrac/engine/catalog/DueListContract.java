package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.api.schedule.Timing;

/** The contract of what is due, whatever keeps it. */
abstract class DueListContract {

	private static final Instant MORNING = Records.MORNING;

	private final Kind kind;

	private Parts parts;
	private Client web;
	private Plan docs;

	DueListContract(Kind kind) {
		this.kind = kind;
	}

	@BeforeEach
	void open() {
		parts = kind.open();
		web = Records.client("web");
		parts.catalog().save(web);
		docs = Records.plan(web, "docs");
		parts.catalog().save(docs);
	}

	private Due due() {
		return parts.due().of(docs.id()).orElseThrow();
	}

	private static Due at(Due due, Instant at, Instant owed) {
		return new Due(due.subject(), at, at, Waiting.SCHEDULE, null, 1, null, owed, due.version());
	}

	@Test
	void aPlanGetsItsEntryWhenItIsAddedAndLosesItWhenItIsRemoved() {
		assertEquals(Due.unknown(docs.id()), due());
		parts.catalog().removePlan(docs.id());
		assertEquals(Optional.empty(), parts.due().of(docs.id()));
		assertEquals(Optional.empty(), parts.due().next());
	}

	@Test
	void itIsReckonedAnewWhenItsTimingOrAPauseChanges() {
		assertTrue(parts.due().change(at(due(), MORNING, null)));
		parts.catalog().save(docs);
		parts.catalog().save(web);
		assertEquals(MORNING, due().at(), "nothing has changed");
		List<Runnable> changes = List.of(() -> parts.catalog().save(docs.withTiming(Timing.of("daily at 02:00", ZoneOffset.UTC))),
				() -> parts.catalog().save(docs), () -> parts.catalog().save(docs.withPaused(true)), () -> parts.catalog().save(web.withPaused(true)));
		for (Runnable change : changes) {
			Due before = due();
			change.run();
			assertEquals(new Due(docs.id(), before.moment(), Instant.EPOCH, before.waiting(), before.since(), before.attempt(), before.previous(),
					before.owed(), before.version() + 1), due());
			assertTrue(parts.due().change(at(due(), MORNING, null)));
		}
	}

	@Test
	void allOfAnEntryIsKept() {
		Due due = new Due(docs.id(), MORNING, MORNING.plusMillis(1), Waiting.WINDOW, MORNING.plusMillis(2), 3, "run", MORNING.plusMillis(4), 0);
		assertTrue(parts.due().change(due));
		assertEquals(new Due(docs.id(), due.moment(), due.at(), due.waiting(), due.since(), 3, "run", due.owed(), 1), due());
	}

	@Test
	void onlyTheFirstOfTwoChangesTheSameEntry() {
		Due due = due();
		assertTrue(parts.due().change(at(due, MORNING, null)));
		assertFalse(parts.due().change(at(due, MORNING.plusSeconds(1), null)));
		assertEquals(MORNING, due().at());
		assertFalse(parts.due().change(Due.unknown("gone")));
		assertEquals(Optional.empty(), parts.due().of("gone"));
	}

	@Test
	void theLongestWaitingComesFirst() {
		parts.due().ensure(":prune");
		parts.due().ensure(":scrub");
		parts.due().change(at(due(), MORNING.plusSeconds(2), null));
		parts.due().change(at(Due.unknown(":prune"), MORNING.plusSeconds(1), null));
		parts.due().change(at(Due.unknown(":scrub"), null, null));
		assertEquals(Optional.of(MORNING.plusSeconds(1)), parts.due().next());
		assertEquals(List.of(), parts.due().upTo(MORNING, 10));
		assertEquals(List.of(":prune"), subjects(MORNING.plusSeconds(1), 10));
		assertEquals(List.of(":prune", docs.id()), subjects(MORNING.plusSeconds(3), 10));
		assertEquals(List.of(":prune"), subjects(MORNING.plusSeconds(3), 1));
		assertEquals(List.of(), subjects(MORNING.plusSeconds(3), 0));
	}

	private List<String> subjects(Instant time, int limit) {
		return parts.due().upTo(time, limit).stream().map(Due::subject).toList();
	}

	@Test
	void aChoreIsAddedOnce() {
		parts.due().ensure(":prune");
		parts.due().change(at(Due.unknown(":prune"), MORNING, null));
		parts.due().ensure(":prune");
		assertEquals(MORNING, parts.due().of(":prune").orElseThrow().at());
		parts.due().remove(":prune");
		assertEquals(Optional.empty(), parts.due().of(":prune"));
	}

	@Test
	void aClaimChangesTheEntryAndAddsTheRun() {
		RunRecord run = Records.queued("r", "backup", docs.id(), MORNING);
		assertTrue(parts.due().claim(at(due(), MORNING, MORNING), run));
		assertEquals(List.of(run), parts.history().open());
		assertEquals(1, due().version());
		assertEquals(MORNING, due().owed());
	}

	@Test
	void aClaimThatComesTooLateChangesNothing() {
		Due due = due();
		parts.due().change(at(due, MORNING, null));
		assertFalse(parts.due().claim(at(due, MORNING.plusSeconds(1), null), Records.queued("r", "backup", docs.id(), MORNING)));
		assertEquals(List.of(), parts.history().open());
		assertEquals(MORNING, due().at());
	}

	@Test
	void aClaimWaitsForAnotherBackupOfThePlanButForNothingElse() {
		RunRecord first = Records.queued("first", "backup", docs.id(), MORNING);
		parts.history().add(first);
		parts.history().add(Records.queued("restore", "restore", docs.id(), MORNING));
		assertFalse(parts.due().claim(at(due(), MORNING, null), Records.queued("r", "backup", docs.id(), MORNING)));
		assertEquals(0, due().version());
		assertTrue(parts.history().end(Records.ended(first, RunState.FAILED), null));
		assertTrue(parts.due().claim(at(due(), MORNING, null), Records.queued("r", "backup", docs.id(), MORNING)));
		parts.due().ensure(":prune");
		assertTrue(parts.due().claim(at(Due.unknown(":prune"), MORNING, null), Records.queued("p", "prune", null, MORNING)));
	}

	@Test
	void ofManyThatClaimAtOnceOneSucceeds() throws Exception {
		for (int round = 0; round < 10; round++) {
			Due due = due();
			String name = "r" + round + "-";
			int won = countTrue(i -> parts.due().claim(at(due, MORNING, null), Records.queued(name + i, "backup", docs.id(), MORNING)));
			assertEquals(1, won);
			List<RunRecord> open = parts.history().open();
			assertEquals(1, open.size());
			assertEquals(1, countTrue(_ -> parts.history().end(Records.ended(open.getFirst(), RunState.SUCCEEDED), null)), "and one ends it");
		}
	}

	@Test
	void aClaimAndARemovalOfThePlanExcludeEachOther() throws Exception {
		for (int round = 0; round < 5; round++) {
			Plan plan = Records.plan(web, "round" + round);
			parts.catalog().save(plan);
			Due due = parts.due().of(plan.id()).orElseThrow();
			String run = "run" + round;
			int claimed = countTrue(i -> {
				try {
					if (i == 0) {
						return parts.due().claim(at(due, MORNING, null), Records.queued(run, "backup", plan.id(), MORNING));
					}
					parts.catalog().removePlan(plan.id());
					return false;
				} catch (CatalogException e) {
					return false;
				}
			});
			assertEquals(claimed > 0, parts.history().run(run).isPresent());
			assertEquals(claimed > 0, parts.catalog().plan(plan.id()).isPresent());
			assertEquals(claimed > 0, parts.due().of(plan.id()).isPresent());
		}
	}

	private interface Attempt {
		boolean run(int number) throws Exception;
	}

	private static int countTrue(Attempt attempt) throws Exception {
		int count = 0;
		try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
			List<Callable<Boolean>> all = IntStream.range(0, 4).mapToObj(i -> (Callable<Boolean>) () -> attempt.run(i)).toList();
			for (Future<Boolean> each : executor.invokeAll(all)) {
				count += each.get() ? 1 : 0;
			}
		}
		return count;
	}

	@Test
	void aGoodRunEndsWhatIsOwed() {
		parts.due().change(at(due(), MORNING, MORNING.minusSeconds(10)));
		RunRecord failed = run("failed", RunState.FAILED, null);
		assertEquals(MORNING.minusSeconds(10), due().owed());
		assertEquals(1, failed.origin().attempt());
		run("partial", RunState.PARTIAL, null);
		assertEquals(null, due().owed());
		assertEquals(MORNING, due().at());
		assertEquals(Waiting.SCHEDULE, due().waiting());
	}

	@Test
	void aRunThatIsToBeTriedAgainMovesTheEntry() {
		parts.due().change(at(due(), MORNING.plusSeconds(3600), MORNING));
		long version = due().version();
		RunRecord failed = run("failed", RunState.FAILED, MORNING.plusSeconds(60));
		assertEquals(new Due(docs.id(), MORNING.plusSeconds(3600), MORNING.plusSeconds(60), Waiting.RETRY, failed.finished(), 2, "failed", MORNING,
				version + 1), due());
		run("later", RunState.FAILED, MORNING.plusSeconds(7200));
		assertEquals(MORNING.plusSeconds(60), due().at(), "it is looked at sooner anyway");
	}

	@Test
	void aGoodRunEndsThatOneBeforeItIsTriedAgain() {
		parts.due().change(at(due(), MORNING.plusSeconds(3600), MORNING));
		run("failed", RunState.FAILED, MORNING.plusSeconds(60));
		run("by hand", RunState.SUCCEEDED, null);
		assertEquals(new Due(docs.id(), MORNING.plusSeconds(3600), Instant.EPOCH, Waiting.SCHEDULE, null, 1, null, null, due().version()), due());
	}

	@Test
	void whatWasLookedAtNeverIsWhenItIsTriedAgain() {
		parts.due().change(at(due(), null, null));
		run("failed", RunState.INTERRUPTED, MORNING.plusSeconds(60));
		assertEquals(MORNING.plusSeconds(60), due().at());
	}

	@Test
	void anotherVerbMovesNothing() {
		RunRecord run = Records.queued("restore", "restore", docs.id(), MORNING);
		parts.history().add(run);
		parts.history().end(Records.ended(run, RunState.FAILED), MORNING);
		assertEquals(Due.unknown(docs.id()), due());
	}

	private RunRecord run(String id, RunState state, Instant again) {
		RunRecord run = Records.queued(id, "backup", docs.id(), MORNING);
		parts.history().add(run);
		RunRecord ended = Records.ended(run, state);
		assertTrue(parts.history().end(ended, again));
		return ended;
	}
}
