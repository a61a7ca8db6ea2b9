package backtrac.engine.jobs;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunState;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.transport.TransportException;

/** Runs what is asked for, a few at a time. */
@Component(configurationPid = "backtrac.jobs")
@Designate(ocd = JobRunnerComponent.Config.class)
public final class JobRunnerComponent implements JobRunner {

	@ObjectClassDefinition(name = "Runs", description = "How backups and restores are run.")
	public @interface Config {

		@AttributeDefinition(name = "Runs at once", description = "How many runs may work at once; others wait for their turn.", min = "1")
		int runs() default 2;
	}

	private static final Logger log = LoggerFactory.getLogger(JobRunnerComponent.class);

	private static final Duration PATIENCE = Duration.ofSeconds(2);
	private static final long PROGRESS_MILLIS = 500;
	private static final int MOST_ENDED = 100;
	private static final String STOPPED = "the server was stopped ";

	private final Catalog catalog;
	private final Verbs verbs;
	private final RunLog runLog;
	private final Clock clock;
	private final SecureRandom random = new SecureRandom();
	private final ThreadPoolExecutor executor;
	private final ScheduledThreadPoolExecutor ticker;
	private final Map<String, Job> active = new ConcurrentHashMap<>();
	private final Map<String, Job> ended = new LinkedHashMap<>() {
		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Job> eldest) {
			return size() > MOST_ENDED;
		}
	};

	@Activate
	public JobRunnerComponent(@Reference Repository repository, @Reference Catalog catalog, @Reference Transports transports,
			@Reference Events events, Config config) {
		this(catalog, new Verbs(repository, catalog, transports, Backup.Options.DEFAULT.withAllowEmpty(false).withEstimate(true)),
				new RunLog(catalog, events), Clock.systemUTC(), config.runs());
	}

	JobRunnerComponent(Catalog catalog, Verbs verbs, RunLog runLog, Clock clock, int runs) {
		this.catalog = catalog;
		this.verbs = verbs;
		this.runLog = runLog;
		this.clock = clock;
		this.executor = new ThreadPoolExecutor(Math.max(1, runs), Math.max(1, runs), 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads("run "));
		this.executor.allowCoreThreadTimeOut(true);
		this.ticker = new ScheduledThreadPoolExecutor(1, threads("run progress "));
		this.ticker.setRemoveOnCancelPolicy(true);
		runLog.closeOpenRuns(clock);
	}

	private static ThreadFactory threads(String name) {
		ThreadFactory factory = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name(name, 1).factory();
		return work -> {
			Thread thread = factory.newThread(work);
			// not that of the bundle that happens to ask for a run
			thread.setContextClassLoader(JobRunnerComponent.class.getClassLoader());
			return thread;
		};
	}

	@Modified
	void modified(Config config) {
		int runs = Math.max(1, config.runs());
		// the smaller of both must never be above the larger
		if (runs > executor.getMaximumPoolSize()) {
			executor.setMaximumPoolSize(runs);
			executor.setCorePoolSize(runs);
		} else {
			executor.setCorePoolSize(runs);
			executor.setMaximumPoolSize(runs);
		}
	}

	@Override
	public Run start(Request request) {
		synchronized (active) {
			if (executor.isShutdown()) {
				throw new IllegalStateException("the server is stopping and begins no run");
			}
			if (request instanceof Request.Backup backup) {
				if (catalog.plan(backup.planId()).isEmpty()) {
					throw new IllegalArgumentException("there is no plan with the id '" + backup.planId() + "'");
				}
				// one that has ended, but is still being recorded, does no more
				Optional<Job> same = active.values().stream().filter(job -> backup.planId().equals(job.planId()) && !job.state().isFinal()).findFirst();
				if (same.isPresent()) {
					return same.get();
				}
			}
			Job job = new Job(newId(), request, clock, this::ended);
			runLog.queued(job);
			active.put(job.id(), job);
			executor.execute(() -> run(job));
			return job;
		}
	}

	@Override
	public Run adopt(RunRecord queued) {
		throw new IllegalArgumentException("not yet");
	}

	private String newId() {
		byte[] bytes = new byte[8];
		random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	private void run(Job job) {
		if (!job.begin()) {
			return;
		}
		ScheduledFuture<?> ticks = null;
		try {
			runLog.started(job);
			ticks = ticker.scheduleAtFixedRate(() -> runLog.progress(job), PROGRESS_MILLIS, PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
			job.occupy();
			Outcome outcome = verbs.perform(job.request(), job.started(), job.meter());
			job.release();
			job.succeed(outcome);
		} catch (Throwable e) {
			job.release();
			fail(job, e);
		} finally {
			if (ticks != null) {
				ticks.cancel(false);
			}
		}
	}

	/** Keeps nothing of what was thrown but words: its class may be a transport's own. */
	private static void fail(Job job, Throwable e) {
		switch (e) {
		case InterruptedException stop -> job.fail(RunState.INTERRUPTED, STOPPED + "while it ran");
		case TransportGoneException gone -> job.fail(RunState.INTERRUPTED, gone.getMessage());
		case TransportException known -> job.fail(RunState.FAILED, known.getMessage());
		case RepositoryException known -> job.fail(RunState.FAILED, known.getMessage());
		case CatalogException known -> job.fail(RunState.FAILED, known.getMessage());
		case IllegalArgumentException known -> job.fail(RunState.FAILED, known.getMessage());
		default -> {
			log.error("run {} failed", job.id(), e);
			job.fail(RunState.FAILED, "an unexpected error, which the log describes: " + e);
		}
		}
	}

	private void ended(Job job) {
		runLog.ended(job);
		synchronized (ended) {
			ended.put(job.id(), job);
		}
		active.remove(job.id());
	}

	@Override
	public List<Run> running() {
		return active.values().stream().sorted(Comparator.comparing(Job::queued)).map(Run.class::cast).toList();
	}

	@Override
	public Optional<Run> run(String id) {
		Job job = active.get(id);
		if (job == null) {
			synchronized (ended) {
				job = ended.get(id);
			}
		}
		return Optional.ofNullable(job);
	}

	@Deactivate
	void deactivate() {
		synchronized (active) {
			executor.shutdown();
			// what waits must not begin when what runs makes room
			executor.getQueue().clear();
		}
		active.values().forEach(job -> job.stop(RunState.INTERRUPTED, STOPPED + (job.started() == null ? "before it ran" : "while it ran")));
		try {
			if (!executor.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				log.warn("runs have not ended in time: {}", active.keySet());
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		active.values().forEach(job -> job.fail(RunState.INTERRUPTED, STOPPED + "while it ran"));
		ticker.shutdownNow();
	}
}
