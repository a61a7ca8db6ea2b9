package backtrac.engine.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Settings;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunState;
import backtrac.api.schedule.Timing;
import backtrac.engine.scheduler.SimulatedRunner.Fate;

/** What is done about what is due. The world begins on Monday, 2026-05-04 at 01:00 UTC. */
class LookTest {

	private static final Instant START = at("4 01:00");

	private final World world = new World(START);

	private static Instant at(String time) {
		String[] parts = time.split(" ");
		return Instant.parse("2026-05-%02dT%s:00Z".formatted(Integer.parseInt(parts[0]), parts[1]));
	}

	private List<Instant> begun() {
		return world.runner.ended().stream().map(RunRecord::queued).toList();
	}

	private List<Trigger> triggers() {
		return world.runner.ended().stream().map(run -> run.origin().trigger()).toList();
	}

	@Test
	void aRunIsClaimedWithAllThatIsKnownOfIt() {
		world.add("documents", World.utc("daily at 02:00"));
		world.runner.fates(_ -> Fate.good(Duration.ofMinutes(5)));
		world.until(at("4 02:01"));
		RunRecord run = world.catalog.open().getFirst();
		assertTrue(run.id().matches("[0-9a-f]{16}"), run.id());
		assertEquals(new RunRecord(run.id(), "backup", "documents", "laptop/documents", new RunOrigin(Trigger.SCHEDULE, at("4 02:00"), 1, null), "here",
				RunState.QUEUED, at("4 02:00"), null, null, null, 0, 0, 0, 0, null), run);
		assertEquals(at("5 02:00"), world.due("documents").at());
		assertEquals(at("4 02:00"), world.due("documents").owed());
		world.until(at("4 03:00"));
		assertNull(world.due("documents").owed());
	}

	@Test
	void aPlanThatIsAddedOrChangedIsReckonedAtTheNextLook() {
		Plan plan = world.add("p", World.utc("daily at 02:00"));
		world.at(at("4 01:30"), () -> world.catalog.save(plan.withTiming(World.utc("daily at 04:00"))));
		world.until(at("5 00:00"));
		assertEquals(List.of(at("4 04:00")), begun());
	}

	@Test
	void noRunIsRecordedForAClientThatIsAway() {
		world.add("p", World.utc("daily at 02:00"));
		world.away("p", (_, time) -> time.isBefore(at("4 09:10")));
		world.until(at("4 09:10"));
		assertEquals(List.of(), world.catalog.runs(RunQuery.latest(10)));
		assertEquals(Waiting.CLIENT, world.due("p").waiting());
		assertEquals(at("4 02:00"), world.due("p").since());
		world.until(at("4 12:00"));
		assertEquals(List.of(at("4 09:15")), begun());
		assertEquals(List.of(Trigger.MISSED), triggers());
	}

	@Test
	void aManualRunDoesNotMoveTheScheduleAndTheDueOneBeginsAsItEnds() {
		world.add("p", World.utc("daily at 02:00"));
		RunRecord byHand = new RunRecord("hand", "backup", "p", "", RunOrigin.PERSON, "", RunState.QUEUED, at("4 01:30"), null, null, null, 0, 0, 0, 0, null);
		world.runner.fates(run -> Fate.good(run.id().equals("hand") ? Duration.ofMinutes(60) : Duration.ZERO));
		world.at(at("4 01:30"), () -> {
			world.catalog.add(byHand);
			world.runner.adopt(byHand);
		});
		world.until(at("4 02:20"));
		assertEquals(Waiting.RUN, world.due("p").waiting());
		world.until(at("6 00:00"));
		assertEquals(List.of(at("4 01:30"), at("4 02:30"), at("5 02:00")), begun());
		assertEquals(List.of(Trigger.PERSON, Trigger.MISSED, Trigger.SCHEDULE), triggers());
	}

	@Test
	void aRunThatFailsIsTriedAgainUntilTheNextMoment() {
		world.add("p", World.utc("every hour"));
		world.runner.fates(_ -> new Fate(Duration.ofMinutes(1), RunState.FAILED, Duration.ofMinutes(25)));
		world.until(at("4 04:00"));
		assertEquals(List.of(at("4 02:00"), at("4 02:26"), at("4 02:52"), at("4 03:00"), at("4 03:26"), at("4 03:52")), begun());
		assertEquals(List.of(1, 2, 3, 1, 2, 3), world.runner.ended().stream().map(run -> run.origin().attempt()).toList());
		List<RunRecord> runs = world.runner.ended();
		assertEquals(runs.get(1).id(), runs.get(2).origin().previous());
		assertEquals(at("4 02:00"), runs.get(2).origin().moment());
		assertEquals(at("4 02:00"), world.due("p").owed());
	}

	@Test
	void aRunByHandThatWasCutOffIsResumed() {
		world.add("p", Timing.BY_HAND);
		RunRecord byHand = new RunRecord("hand", "backup", "p", "", RunOrigin.PERSON, "", RunState.QUEUED, at("4 01:30"), null, null, null, 0, 0, 0, 0, null);
		world.runner.fates(run -> run.id().equals("hand") ? new Fate(Duration.ofMinutes(1), RunState.INTERRUPTED, Duration.ZERO) : Fate.good(Duration.ZERO));
		world.at(at("4 01:30"), () -> {
			world.catalog.add(byHand);
			world.runner.adopt(byHand);
		});
		world.until(at("6 00:00"));
		assertEquals(List.of(RunOrigin.PERSON, new RunOrigin(Trigger.PERSON, null, 2, "hand")), world.runner.ended().stream().map(RunRecord::origin).toList());
		assertNull(world.due("p").at());
	}

	@Test
	void aResumedRunByHandMayWorkOnAsTheWindowCloses() {
		world.add("p", new Timing("daily at 02:00", ZoneOffset.UTC, List.of("01:00-05:00"), List.of(), Duration.ZERO, true));
		RunRecord byHand = new RunRecord("hand", "backup", "p", "", RunOrigin.PERSON, "here", RunState.QUEUED, at("4 04:30"), null, null, null, 0, 0, 0, 0, null);
		world.runner.fates(run -> run.id().equals("hand") ? new Fate(Duration.ofMinutes(1), RunState.INTERRUPTED, Duration.ZERO)
				: Fate.good(Duration.ofHours(run.origin().trigger() == Trigger.PERSON ? 3 : 0)));
		world.at(at("4 04:30"), () -> {
			world.catalog.add(byHand);
			world.runner.adopt(byHand);
		});
		world.until(at("4 12:00"));
		RunRecord resumed = world.runner.ended().getLast();
		assertEquals(at("4 04:31"), resumed.queued());
		assertEquals(RunState.SUCCEEDED, resumed.state());
		assertEquals(at("4 07:31"), resumed.finished());
	}

	@Test
	void whenThePauseOfEverythingEndsWhatWasMissedBeginsAtOnce() {
		world.add("p", World.utc("daily at 02:00"));
		world.at(at("4 01:30"), () -> world.catalog.set(Settings.PAUSED, "true"));
		world.until(at("4 05:20"));
		assertEquals(Waiting.PAUSE, world.due("p").waiting());
		assertEquals(at("4 02:00"), world.due("p").owed());
		world.catalog.set(Settings.PAUSED, null);
		world.settle();
		assertEquals(List.of(at("4 05:20")), begun());
		assertEquals(List.of(Trigger.MISSED), triggers());
	}

	@Test
	void aSchedulerThatComesAfterAPauseSeesThatItHasEnded() {
		world.add("p", World.utc("daily at 02:00"));
		world.catalog.set(Settings.PAUSED, "true");
		world.until(at("4 02:30"));
		world.catalog.set(Settings.PAUSED, null);
		Look next = new Look(world.books, world.starter, world.closings, world.probes, World.chores("", ""), world, _ -> {
		});
		next.look();
		next.look();
		assertEquals(1, world.catalog.open().size());
	}

	@Test
	void withoutARunnerNothingIsClaimed() {
		world.add("p", World.utc("daily at 02:00"));
		world.settle();
		world.starter.noRunner(world.runner);
		world.until(at("4 04:00"));
		world.settle();
		assertEquals(at("4 02:00"), world.due("p").at());
		world.starter.runner(world.runner);
		world.settle();
		assertEquals(List.of(at("4 04:00")), begun());
	}

	@Test
	void aRunThatIsNotTakenIsBegunAgain() {
		world.add("p", World.utc("daily at 02:00"));
		world.settle();
		AtomicReference<String> refused = new AtomicReference<>();
		world.starter.runner(new OtherRunner(world.runner) {
			@Override
			public Run adopt(RunRecord queued) {
				if (refused.compareAndSet(null, queued.id())) {
					throw new IllegalStateException("the server is stopping and begins no run");
				}
				return super.adopt(queued);
			}
		});
		world.until(at("5 00:00"));
		RunRecord first = world.catalog.run(refused.get()).orElseThrow();
		assertEquals(RunState.INTERRUPTED, first.state());
		assertEquals("it could not begin: the server is stopping and begins no run", first.message());
		assertEquals(List.of(at("4 02:01")), begun());
		assertEquals(new RunOrigin(Trigger.RESUME, at("4 02:00"), 2, first.id()), world.runner.ended().getFirst().origin());
	}

	@Test
	void aRunnerThatTakesNothingIsLeftAloneAfterAWhile() {
		world.add("p", World.utc("daily at 02:00"));
		world.settle();
		world.starter.runner(new OtherRunner(world.runner) {
			@Override
			public Run adopt(RunRecord queued) {
				throw new IllegalArgumentException("no");
			}
		});
		world.until(at("5 00:00"));
		assertEquals(5, world.catalog.runs(RunQuery.latest(100)).size());
		assertEquals(at("5 02:00"), world.due("p").at());
	}

	private static class OtherRunner implements JobRunner {

		private final JobRunner runner;

		OtherRunner(JobRunner runner) {
			this.runner = runner;
		}

		@Override
		public Run start(Request request) {
			return runner.start(request);
		}

		@Override
		public Run adopt(RunRecord queued) {
			return runner.adopt(queued);
		}

		@Override
		public List<Run> running() {
			return runner.running();
		}

		@Override
		public Optional<Run> run(String id) {
			return runner.run(id);
		}
	}

	@Test
	void whatASchedulerHadClaimedBeforeItEndedIsHandedOver() {
		world.add("p", World.utc("daily at 02:00"));
		world.add("q", Timing.BY_HAND);
		world.add("r", Timing.BY_HAND);
		world.add("s", World.utc("daily at 02:00"));
		assertTrue(world.catalog.add(claimed("r1", "p", "here", Trigger.SCHEDULE)));
		assertTrue(world.catalog.add(claimed("r2", "q", "there", Trigger.SCHEDULE)));
		assertTrue(world.catalog.add(claimed("r3", "r", "here", Trigger.PERSON)));
		RunOrigin resumed = new RunOrigin(Trigger.PERSON, null, 2, "r0");
		assertTrue(world.catalog.add(new RunRecord("r4", "backup", "s", "laptop/s", resumed, "here", RunState.QUEUED, START, null, null, null, 0, 0, 0, 0, null)));
		world.settle();
		assertEquals(Set.of("r1", "r4"), world.runner.ended().stream().map(RunRecord::id).collect(Collectors.toSet()),
				"not those of others, nor what the runner made itself");
	}

	private static RunRecord claimed(String id, String plan, String server, Trigger trigger) {
		return new RunRecord(id, "backup", plan, "laptop/" + plan, new RunOrigin(trigger, null, 1, null), server, RunState.QUEUED, START, null, null, null, 0, 0, 0, 0,
				null);
	}

	@Test
	void aRunThatMayNotWorkOnIsCancelledAsTheWindowCloses() {
		Timing night = new Timing("daily at 02:00", ZoneOffset.UTC, List.of("01:00-05:00"), List.of(), Duration.ZERO, true);
		world.add("ends", night);
		world.add("goes on", new Timing(night.schedule(), night.zone(), night.windows(), night.blackouts(), night.jitter(), false));
		world.runner.fates(_ -> Fate.good(Duration.ofHours(6)));
		world.until(at("4 12:00"));
		Map<String, RunRecord> runs = world.runner.ended().stream().collect(Collectors.toMap(RunRecord::planId, run -> run));
		assertEquals(RunState.CANCELLED, runs.get("ends").state());
		assertEquals(at("4 05:00"), runs.get("ends").finished());
		assertEquals(1, world.catalog.lines(LogQuery.ofRun(runs.get("ends").id(), 10)).size());
		assertEquals(at("4 08:00"), runs.get("goes on").finished());
		assertEquals(at("4 02:00"), world.due("ends").owed());
	}

	@Test
	void aRunByAPersonMayWorkOn() {
		world.add("p", new Timing("daily at 04:00", ZoneOffset.UTC, List.of("01:00-05:00"), List.of(), Duration.ZERO, true));
		RunRecord byHand = new RunRecord("hand", "backup", "p", "laptop/p", RunOrigin.PERSON, "here", RunState.QUEUED, at("4 03:30"), null, null, null, 0, 0, 0, 0,
				null);
		world.runner.fates(_ -> Fate.good(Duration.ofHours(3)));
		world.at(at("4 03:30"), () -> {
			world.catalog.add(byHand);
			world.runner.adopt(byHand);
		});
		world.until(at("4 12:00"));
		assertEquals(List.of(RunState.SUCCEEDED), world.runner.ended().stream().map(RunRecord::state).toList());
	}

	@Test
	void aPlanWhoseTimesMakeNoSenseHoldsUpNobody() {
		Plan wrong = world.add("wrong", World.utc("whenever"));
		world.add("right", World.utc("daily at 02:00"));
		world.until(at("4 03:00"));
		assertEquals(List.of(at("4 02:00")), begun());
		assertNull(world.due("wrong").at());
		world.catalog.save(wrong.withTiming(World.utc("daily at 04:00")));
		world.until(at("4 05:00"));
		assertEquals(List.of(at("4 02:00"), at("4 04:00")), begun());
	}

	@Test
	void anUnexpectedErrorSetsAPlanAsideForAWhileOnly() {
		world.add("odd", World.utc("daily at 02:00"));
		world.add("well", World.utc("daily at 02:00"));
		world.settle();
		// the run before is read first
		world.broken = "r0";
		Due due = world.due("odd");
		world.catalog.change(new Due("odd", due.moment(), due.at(), Waiting.RETRY, START, 2, "r0", null, due.version()));
		world.until(at("4 02:10"));
		assertEquals(List.of("well"), world.runner.ended().stream().map(RunRecord::planId).toList());
		assertEquals(at("4 02:15"), world.due("odd").at());
		assertEquals(at("4 02:00"), world.due("odd").moment());
		world.broken = null;
		world.until(at("4 02:20"));
		assertEquals(at("4 02:15"), begun().getLast());
	}

	@Test
	void aThousandPlansAtOnceBeginAll() {
		for (int i = 0; i < 1000; i++) {
			world.add("p" + i, World.utc("daily at 02:00"));
		}
		world.until(at("5 00:00"));
		assertEquals(1000, world.runner.ended().size());
		assertEquals(Set.of(at("4 02:00")), Set.copyOf(begun()));
	}

	@Test
	void clientsThatDoNotAnswerHoldUpNeitherChoresNorOtherTransports() {
		List<Runnable> stuck = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			world.catalog.save(World.plan("away" + i, "smb", World.utc("daily at 02:00")));
		}
		world.catalog.save(World.plan("here", "local", World.utc("daily at 02:00")));
		world.look.chores(World.chores("mon at 02:00", "UTC"));
		world.settle();
		world.threads = stuck::add;
		world.until(at("4 02:01"));
		Runnable ofHere = stuck.removeLast();
		assertEquals(32, stuck.size(), "of smb");
		ofHere.run();
		world.settle();
		assertEquals(Set.of("prune", "backup"), world.runner.ended().stream().map(RunRecord::verb).collect(Collectors.toSet()));
		world.threads = Runnable::run;
		stuck.forEach(Runnable::run);
		world.until(at("4 02:10"));
		assertEquals(502, world.runner.ended().size(), "all have begun when there was room");
	}

	@Test
	void choresBeginByTheirScheduleAndAreMadeUpToo() {
		world.look.chores(World.chores("mon at 03:00", "UTC"));
		world.until(at("4 04:00"));
		RunRecord run = world.runner.ended().getFirst();
		assertEquals("prune", run.verb());
		assertNull(run.planId());
		assertEquals(new RunOrigin(Trigger.SCHEDULE, at("4 03:00"), 1, null), run.origin());
		world.starter.noRunner(world.runner);
		world.until(at("11 07:00"));
		world.starter.runner(world.runner);
		world.settle();
		assertEquals(List.of(Trigger.SCHEDULE, Trigger.MISSED), triggers());
	}

	@Test
	void choresFollowTheirConfiguration() {
		world.look.chores(World.chores("mon at 03:00", "Europe/Berlin"));
		world.settle();
		assertEquals(at("11 01:00"), world.due(":prune").at(), "3 o'clock in Berlin has just come");
		world.look.chores(World.chores("mon at 06:00", "Europe/Berlin"));
		world.settle();
		assertEquals(at("4 04:00"), world.due(":prune").at());
		world.look.chores(World.chores("mondays", "Europe/Berlin"));
		world.settle();
		assertTrue(world.catalog.of(":prune").isEmpty(), "what makes no sense is not done");
	}

	@Test
	void aChoreOfWhichARunWorksWaits() {
		world.look.chores(World.chores("every hour", "UTC"));
		world.runner.fates(_ -> Fate.good(Duration.ofMinutes(90)));
		world.until(at("4 05:30"));
		assertEquals(List.of(at("4 02:00"), at("4 03:30")), begun());
	}

	@Test
	void aCatalogThatIsAwayLosesNothing() {
		world.add("p", World.utc("daily at 02:00"));
		world.settle();
		world.catalog.setBroken(true);
		try {
			world.until(at("4 03:00"));
		} catch (CatalogException e) {
			assertEquals("the database is away", e.getMessage());
		}
		world.catalog.setBroken(false);
		world.until(at("4 03:00"));
		assertEquals(List.of(at("4 02:00")), begun());
	}

	@Test
	void aDueThatNobodyKnowsAnyMoreIsLeftAlone() {
		world.add("p", World.utc("daily at 02:00"));
		world.settle();
		Due before = world.due("p");
		world.look.soon("a run that is gone");
		world.settle();
		assertEquals(before, world.due("p"));
		assertFalse(world.look.look());
	}
}
