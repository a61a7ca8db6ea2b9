package backtrac.engine.scheduler;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

import backtrac.api.catalog.Plan;

/** A probe, from when it is asked for until it returns. Guarded by {@link Probes}. */
final class Probing {

	final Plan plan;
	final Set<String> planIds = new LinkedHashSet<>();
	/** Null while it waits for a thread. */
	Instant begun;
	/** Null until that works on it. */
	Thread thread;
	boolean isGivenUp;

	/** @param plan one of those that share it */
	Probing(Plan plan) {
		this.plan = plan;
	}

	boolean isWaiting() {
		return begun == null;
	}

	boolean isRunning() {
		return begun != null && !isGivenUp;
	}
}
