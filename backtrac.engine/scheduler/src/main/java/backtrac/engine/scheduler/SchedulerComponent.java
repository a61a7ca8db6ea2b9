package backtrac.engine.scheduler;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.DueList;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunLog;
import backtrac.api.catalog.Servers;
import backtrac.api.catalog.Settings;
import backtrac.api.config.ConfigFile;
import backtrac.api.config.ConfigProblems;
import backtrac.api.event.Topics;
import backtrac.api.job.JobRunner;
import backtrac.api.schedule.Scheduler;
import backtrac.api.schedule.Timing;

/** Starts the runs that are due, as long as it is here. */
@Component(service = { Scheduler.class, EventHandler.class, ConfigProblems.class }, immediate = true, configurationPid = "backtrac.scheduler", property = {
		EventConstants.EVENT_TOPIC + "=" + Topics.DEFINITIONS_CHANGED, EventConstants.EVENT_TOPIC + "=" + Topics.RUN + "SUCCEEDED",
		EventConstants.EVENT_TOPIC + "=" + Topics.RUN + "PARTIAL", EventConstants.EVENT_TOPIC + "=" + Topics.RUN + "FAILED",
		EventConstants.EVENT_TOPIC + "=" + Topics.RUN + "CANCELLED", EventConstants.EVENT_TOPIC + "=" + Topics.RUN + "INTERRUPTED" })
@Designate(ocd = SchedulerComponent.Config.class)
public final class SchedulerComponent implements Scheduler, EventHandler, ConfigProblems {

	@ObjectClassDefinition(name = "Scheduler", description = "When the server does its own chores. Schedules are written as those of plans.")
	public @interface Config {

		@AttributeDefinition(name = "Prune", description = "When content that no snapshot needs any more is freed; empty for never.")
		String prune() default "sat at 12:00";

		@AttributeDefinition(name = "Scrub", description = "When the next share of the repository is read and compared with its hashes; empty for never.")
		String scrub() default "daily at 05:00";

		@AttributeDefinition(name = "Verify", description = "When all snapshots are checked; empty for never.")
		String verify() default "";

		@AttributeDefinition(name = "Time zone", description = "Of these schedules, as Europe/Berlin; empty for this machine's.")
		String zone() default "";
	}

	private static final Logger log = LoggerFactory.getLogger(SchedulerComponent.class);

	private final Starter starter;
	private final Closings closings;
	private final Probes probes;
	private final Look look;
	private final Loop loop;
	private volatile EventAdmin events;
	private volatile List<String> problems = List.of();

	@Activate
	public SchedulerComponent(@Reference Catalog catalog, @Reference RunHistory history, @Reference RunLog log, @Reference DueList dues,
			@Reference Settings settings, @Reference Servers servers, @Reference Probe probe, Config config) {
		Books books = new Books(catalog, history, log, dues, settings, servers);
		InstantSource clock = InstantSource.system();
		ThreadFactory threads = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name("probe ", 1).factory();
		starter = new Starter(books);
		closings = new Closings(books, starter);
		probes = new Probes(probe, clock, work -> threads.newThread(work).start(), this::wake);
		look = new Look(books, starter, closings, probes, chores(config), clock, this::changed);
		loop = new Loop(look, clock);
		loop.start();
	}

	@Modified
	void modified(Config config) {
		look.chores(chores(config));
		wake();
	}

	private Chores chores(Config config) {
		ConfigFile file = new ConfigFile("etc/backtrac.scheduler.cfg");
		Chores chores = Chores.of(config, file::tell);
		problems = file.problems();
		problems.forEach(log::warn);
		return chores;
	}

	@Override
	public List<String> configProblems() {
		return problems;
	}

	@Deactivate
	void deactivate() {
		probes.close();
		loop.stop();
	}

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	void bindRunner(JobRunner service) {
		starter.runner(service);
		wake();
	}

	void unbindRunner(JobRunner service) {
		starter.noRunner(service);
	}

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	void bindEvents(EventAdmin service) {
		events = service;
	}

	void unbindEvents(EventAdmin service) {
		// the next one may be here already
		if (events == service) {
			events = null;
		}
	}

	@Override
	public List<Instant> preview(String planId, Timing timing, Instant after, int count) {
		return Rules.preview(planId, timing, after, count);
	}

	@Override
	public void wake() {
		loop.wake();
	}

	@Override
	public void handleEvent(Event event) {
		if (event.getProperty(Topics.RUN_ID) instanceof String runId) {
			look.soon(runId);
		} else {
			closings.forget();
		}
		wake();
	}

	private void changed(Set<String> subjects) {
		EventAdmin admin = events;
		if (admin != null) {
			String subject = subjects.iterator().next();
			boolean isOnePlan = subjects.size() == 1 && !Chores.isOne(subject);
			admin.postEvent(new Event(Topics.DUE_CHANGED, isOnePlan ? Map.of(Topics.PLAN_ID, subject) : Map.of()));
		}
	}
}
