package backtrac.api.job;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * One execution of a request.
 *
 * <p>
 * Threads: all methods may be called by several threads at once and return at once.
 */
@ProviderType
public interface Run {

	/** The run's own name, the same in catalog, log and events. */
	String id();

	/** What it does. */
	Request request();

	/** Where it stands. */
	RunState state();

	/** How far it is. */
	Progress progress();

	/** Completes, never exceptionally, when the run has ended. Callbacks run on the run's own thread: be short. */
	CompletionStage<RunReport> outcome();

	/** Asks the run to end, CANCELLED, within two seconds. Does nothing when it has ended. */
	void cancel();
}
