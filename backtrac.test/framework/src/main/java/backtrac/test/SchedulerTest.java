package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.DueList;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunOrigin.Trigger;
import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.api.schedule.Scheduler;
import backtrac.api.schedule.Timing;

/** The scheduler in the live server: it starts what is due, and comes and goes as all else. */
@ExtendWith(BundleContextExtension.class)
class SchedulerTest {

	private static final String SCHEDULER = "backtrac.engine.scheduler";
	private static final String JOBS = "backtrac.engine.jobs";

	@InjectBundleContext
	BundleContext context;

	@TempDir
	Path source;

	private Services services;
	private Backups backups;

	@BeforeEach
	void prepare() throws Exception {
		services = new Services(context);
		backups = new Backups(services);
		Files.writeString(source.resolve("file.txt"), "content of " + source);
	}

	/** A plan whose run was missed an hour ago, and whose next is far. */
	private Plan owedPlan() throws Exception {
		Plan plan = backups.local(source);
		Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		String far = now.atOffset(ZoneOffset.UTC).plusHours(12).toLocalTime().truncatedTo(ChronoUnit.MINUTES).toString();
		services.use(Catalog.class, catalog -> {
			catalog.save(plan.withTiming(Timing.of("cron " + far.substring(3) + ' ' + far.substring(0, 2) + " * * *", ZoneOffset.UTC)));
			return null;
		});
		Await.until(() -> services.use(DueList.class, dues -> owe(dues, plan.id(), now.minusSeconds(3600))), () -> "the entry always changes");
		return plan;
	}

	private static boolean owe(DueList dues, String planId, Instant moment) {
		Due due = dues.of(planId).orElseThrow();
		return dues.change(new Due(planId, moment, moment, due.waiting(), due.since(), 1, null, null, due.version()));
	}

	private void wake() throws Exception {
		services.use(Scheduler.class, scheduler -> {
			scheduler.wake();
			return null;
		});
	}

	private List<RunRecord> runs(Plan plan) throws Exception {
		return services.use(RunHistory.class, history -> history.runs(RunQuery.ofPlan(plan.id(), 10)));
	}

	private RunRecord awaitRun(Plan plan) throws Exception {
		wake();
		Await.until(() -> runs(plan).stream().anyMatch(run -> run.state().isFinal()), () -> "no run has begun and ended");
		return runs(plan).getFirst();
	}

	@Test
	void whatWasMissedIsMadeUp() throws Exception {
		Plan plan = owedPlan();
		RunRecord run = awaitRun(plan);
		assertEquals(RunState.SUCCEEDED, run.state(), run.message());
		assertEquals(Trigger.MISSED, run.origin().trigger());
		assertEquals(1, runs(plan).size());
	}

	@Test
	void withoutTheRunnerItWaits() throws Exception {
		Bundle jobs = services.bundle(JOBS);
		Plan plan;
		jobs.stop();
		try {
			plan = owedPlan();
			wake();
			assertEquals(List.of(), runs(plan));
		} finally {
			jobs.start();
		}
		assertEquals(RunState.SUCCEEDED, awaitRun(plan).state());
	}

	@Test
	void updatesOfItLeaveNothingBehind() throws Exception {
		Updates.leaveNothing(services, SCHEDULER, 5, () -> awaitRun(owedPlan()));
	}
}
