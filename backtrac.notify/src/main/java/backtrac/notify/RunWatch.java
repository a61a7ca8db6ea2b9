package backtrac.notify;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunLog;
import backtrac.api.event.Topics;
import backtrac.api.job.RunState;

/** Hears of the ends of runs and has people told. It reads on a thread of its own, so that it holds up neither a run nor an event. */
@Component(property = { EventConstants.EVENT_TOPIC + "=" + Topics.RUN + "SUCCEEDED", EventConstants.EVENT_TOPIC + "=" + Topics.RUN + "PARTIAL",
		EventConstants.EVENT_TOPIC + "=" + Topics.RUN + "FAILED", EventConstants.EVENT_TOPIC + "=" + Topics.RUN + "CANCELLED",
		EventConstants.EVENT_TOPIC + "=" + Topics.RUN + "INTERRUPTED" })
public final class RunWatch implements EventHandler {

	/** How many runs may have ended that nobody has been told of. */
	static final int MOST_WAITING = 1000;

	private static final long PATIENCE_MILLIS = 5_000;

	private static final Logger log = LoggerFactory.getLogger(RunWatch.class);

	private record Ended(String runId, RunState state) {
	}

	private final Notifiers notifiers;
	private final RunTeller teller;
	private final BlockingQueue<Ended> ended = new ArrayBlockingQueue<>(MOST_WAITING);
	private volatile Thread thread;

	@Activate
	public RunWatch(@Reference Notifiers notifiers, @Reference Catalog catalog, @Reference RunHistory history, @Reference RunLog runLog) {
		this(notifiers, new RunTeller(catalog, history, runLog, Clock.systemUTC(), ZoneId.systemDefault()));
		thread = Thread.ofVirtual().inheritInheritableThreadLocals(false).name("notify runs").start(this::run);
	}

	RunWatch(Notifiers notifiers, RunTeller teller) {
		this.notifiers = notifiers;
		this.teller = teller;
	}

	@Deactivate
	void deactivate() throws InterruptedException {
		thread.interrupt();
		thread.join(PATIENCE_MILLIS);
		if (!ended.isEmpty()) {
			log.warn("nobody is told of {} runs that have ended, because the server or its catalog stops", ended.size());
		}
	}

	@Override
	public void handleEvent(Event event) {
		RunState state = RunState.valueOf(event.getTopic().substring(Topics.RUN.length()));
		if (event.getProperty(Topics.RUN_ID) instanceof String runId && notifiers.hear(RunTeller.kind(state)) && !ended.offer(new Ended(runId, state))) {
			log.error("too many runs have ended at once: nobody is told of run {}, {}", runId, state.name().toLowerCase(Locale.ROOT));
		}
	}

	private void run() {
		try {
			while (true) {
				Ended next = ended.take();
				if (Thread.currentThread().isInterrupted()) {
					return;
				}
				tell(next);
			}
		} catch (InterruptedException _) {
			// deactivated
		}
	}

	/** Tells of all that have ended. */
	void tellAll() {
		for (Ended next = ended.poll(); next != null; next = ended.poll()) {
			tell(next);
		}
	}

	private void tell(Ended run) {
		try {
			teller.read(run.runId(), run.state()).tell(notifiers);
		} catch (RuntimeException | Error e) {
			// of the next ones people are told
			log.error("nobody is told of run {}", run.runId(), e);
		}
	}
}
