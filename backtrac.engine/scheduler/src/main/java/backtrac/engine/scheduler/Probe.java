package backtrac.engine.scheduler;

import java.util.Optional;

import backtrac.api.catalog.Plan;

/** Tells whether a plan's client can be reached. */
public interface Probe {

	/**
	 * Connects and goes away again. Blocks as long as the plan's transport lets it.
	 *
	 * @return why the client cannot be reached now, for people; empty if it can, or if something is wrong that a run would tell
	 */
	Optional<String> obstacle(Plan plan);
}
