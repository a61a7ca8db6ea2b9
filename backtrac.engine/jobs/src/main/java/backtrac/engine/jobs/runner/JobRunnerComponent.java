package backtrac.engine.jobs.runner;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunLog;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Secrets;
import backtrac.api.catalog.Servers;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.config.ConfigFile;
import backtrac.api.config.ConfigProblems;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunState;
import backtrac.api.store.Repository;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.catalog.CatalogRebuild;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.catalog.IndexKeeper;
import backtrac.engine.jobs.event.Events;
import backtrac.engine.jobs.journal.Journals;
import backtrac.engine.jobs.repository.ServerFolders;
import backtrac.engine.jobs.run.Failure;
import backtrac.engine.jobs.run.Job;
import backtrac.engine.jobs.thread.SystemTicker;
import backtrac.engine.jobs.thread.Ticker;
import backtrac.engine.jobs.transport.Borrowing;
import backtrac.engine.jobs.transport.Transports;
import backtrac.engine.jobs.verb.BackupVerb;
import backtrac.engine.jobs.verb.RestoreVerb;
import backtrac.engine.jobs.verb.UpkeepVerbs;
import backtrac.engine.jobs.verb.Verbs;

/** Runs what is asked for, a few at a time. Immediate, as it tells other servers that this one lives, and ends what the last stop has cut off. */
@Component(configurationPid = "backtrac.jobs", immediate = true)
@Designate(ocd = JobRunnerComponent.Config.class)
public final class JobRunnerComponent implements JobRunner, ConfigProblems {

	@ObjectClassDefinition(name = "Runs", description = "How backups and restores are run.")
	public @interface Config {

		@AttributeDefinition(name = "Runs at once", description = "How many runs may work at once; others wait for their turn. As many restores may work beside them.", type = AttributeType.INTEGER, min = "1", max = "9999")
		String runs() default "" + USUAL_RUNS;

		@AttributeDefinition(name = "Backups of a client at once", description = "How many backups of one client may work at once.", type = AttributeType.INTEGER, min = "1", max = "9999")
		String runsPerClient() default "" + USUAL_PER_CLIENT;

		@AttributeDefinition(name = "Backups over a transport at once", description = "How many backups may use a transport at once, such as: smb=4, local=2. The others have no limit of their own.")
		String runsPerTransport() default "smb=4, local=2";

		@AttributeDefinition(name = "Share of a scrub", description = "The part of all content that the scheduler's scrub reads each time, such as 1/30.")
		String scrubShare() default "1/30";

		@AttributeDefinition(name = "Days of history", description = "For how many days runs that have ended are kept, and their log.", type = AttributeType.INTEGER, min = "1", max = "9999")
		String historyDays() default "730";
	}

	private static final int USUAL_RUNS = 4;
	private static final int USUAL_PER_CLIENT = 2;
	private static final Logger log = LoggerFactory.getLogger(JobRunnerComponent.class);
	private static final Duration PATIENCE = Duration.ofSeconds(2);
	private static final int LOOKS = 2;

	private final CatalogServices catalog;
	private final ServerFolders folders;
	private final Clock clock;
	private final Ticker ticker;
	private final Jobs jobs = new Jobs();
	private final RunNews news;
	private final RunRecords records;
	private final Journals journals;
	private final Work work;
	private final Dispatcher dispatcher;
	private final OldRuns oldRuns;
	private volatile double scrubShare;
	private volatile List<String> problems = List.of();

	@Activate
	public JobRunnerComponent(@Reference Repository repository, @Reference Catalog catalog, @Reference RunHistory history, @Reference RunLog runLog,
			@Reference SnapshotIndex snapshots, @Reference Secrets secrets, @Reference Servers servers, @Reference CatalogRebuild rebuild,
			@Reference IndexKeeper index, @Reference Transports transports, @Reference ServerFolders folders, @Reference Events events, Config config) {
		this(repository, new CatalogServices(catalog, history, runLog, snapshots, secrets, servers), rebuild, index, transports, folders, events,
				Backup.Options.DEFAULT.withEstimate(true), Clock.systemUTC(), new SystemTicker(), config);
	}

	JobRunnerComponent(Repository repository, CatalogServices catalog, CatalogRebuild rebuild, IndexKeeper index, Transports transports,
			ServerFolders folders, Events events, Backup.Options options, Clock clock, Ticker ticker, Config config) {
		this.catalog = catalog;
		this.folders = folders;
		this.clock = clock;
		this.ticker = ticker;
		this.news = new RunNews(events);
		this.records = new RunRecords(catalog.history(), news);
		this.journals = new Journals(catalog.log(), events, clock, ticker);
		Borrowing borrowing = new Borrowing(transports);
		Verbs verbs = new Verbs(new BackupVerb(repository, catalog, borrowing, options), new RestoreVerb(repository, catalog, borrowing, folders),
				new UpkeepVerbs(repository, rebuild));
		this.work = new Work(verbs, new AfterBackup(repository, catalog.catalog(), index, news), records, journals, news);
		ConfigFile file = new ConfigFile("etc/backtrac.jobs.cfg");
		this.dispatcher = new Dispatcher(limits(config, file), clock, work::run);
		this.oldRuns = new OldRuns(catalog.history(), clock, file.days("historyDays", config.historyDays()));
		this.scrubShare = Share.parse(config.scrubShare(), file::tell);
		tell(file);
		Presence presence = new Presence(catalog, run -> jobs.active(run).isPresent() || records.isLate(run), news, clock);
		presence.begin();
		ticker.every(Journals.PAUSE, () -> jobs.active().forEach(news::progress));
		ticker.every(Presence.PAUSE, () -> {
			records.catchUp();
			presence.look();
			jobs.active().forEach(records::update);
		});
		ticker.every(OldRuns.PAUSE, oldRuns::look);
	}

	private static Limits limits(Config config, ConfigFile file) {
		return Limits.parse(file.number("runs", config.runs(), USUAL_RUNS), file.number("runsPerClient", config.runsPerClient(), USUAL_PER_CLIENT),
				config.runsPerTransport(), file::tell);
	}

	private void tell(ConfigFile file) {
		problems = file.problems();
		problems.forEach(log::warn);
	}

	@Modified
	void modified(Config config) {
		ConfigFile file = new ConfigFile("etc/backtrac.jobs.cfg");
		dispatcher.limit(limits(config, file));
		oldRuns.keep(file.days("historyDays", config.historyDays()));
		scrubShare = Share.parse(config.scrubShare(), file::tell);
		tell(file);
	}

	@Override
	public List<String> configProblems() {
		return problems;
	}

	@Override
	public synchronized Run start(Request request) {
		dispatcher.requireGoing();
		Entrance entrance = new Entrance(catalog, folders, clock);
		if (request instanceof Request.Backup backup) {
			return start(backup, entrance);
		}
		return submit(entrance.queue(request), request, null);
	}

	/** Looks a second time if the scheduler, or another server, was faster between the look at what is open and the entry. */
	private Run start(Request.Backup backup, Entrance entrance) {
		Plan plan = entrance.plan(backup);
		records.catchUp(); // what has ended here must not be taken for open
		for (int look = 0; look < LOOKS; look++) {
			Optional<Job> same = jobs.backupOf(plan.id());
			if (same.isPresent()) {
				return same.get();
			}
			Optional<RunRecord> open = entrance.open(plan);
			if (open.isPresent()) {
				return adopt(open.get());
			}
			Optional<RunRecord> queued = entrance.queue(backup, plan);
			if (queued.isPresent()) {
				return submit(queued.get(), backup, plan);
			}
		}
		throw new IllegalStateException("another backup of the plan '" + plan.name() + "' is about to begin or to end: try again in a moment");
	}

	@Override
	public synchronized Run adopt(RunRecord queued) {
		dispatcher.requireGoing();
		Optional<Job> same = jobs.find(queued.id());
		if (same.isPresent()) {
			return same.get();
		}
		if (queued.state() != RunState.QUEUED || !queued.server().equals(catalog.servers().self())) {
			throw new IllegalArgumentException("the run " + queued.id() + " does not wait for this server: it is " + queued.state());
		}
		Request request = Entrance.request(queued, scrubShare);
		return submit(queued, request, queued.planId() == null ? null : catalog.catalog().plan(queued.planId()).orElse(null));
	}

	private Run submit(RunRecord queued, Request request, Plan plan) {
		Job job = new Job(queued, request, plan, journals.open(queued.id()), clock, this::ended);
		jobs.add(job);
		news.state(queued);
		dispatcher.add(job);
		return job;
	}

	private void ended(Job job) {
		try {
			dispatcher.remove(job);
		} finally {
			try {
				work.ended(job);
			} finally {
				jobs.end(job);
			}
		}
	}

	@Override
	public List<Run> running() {
		return jobs.active().stream().map(Run.class::cast).toList();
	}

	@Override
	public Optional<Run> run(String id) {
		return jobs.find(id).map(Run.class::cast);
	}

	@Deactivate
	void deactivate() {
		synchronized (this) {
			dispatcher.stop();
		}
		jobs.active().forEach(Job::stop);
		try {
			if (!dispatcher.await(PATIENCE)) {
				log.warn("runs have not ended in time: {}", jobs.active().stream().map(Job::id).toList());
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		jobs.active().forEach(job -> job.fail(Failure.stopped(true)));
		records.catchUp();
		ticker.await(journals::tick, PATIENCE);
		ticker.close();
	}
}
