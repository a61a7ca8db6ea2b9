package backtrac.api.job;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.catalog.RunRecord;

/**
 * Starts runs and knows the running ones. Runs that have ended are in the catalog.
 *
 * <p>
 * Threads: all methods may be called by several threads at once and return without waiting for a run.
 */
@ProviderType
public interface JobRunner {

	/**
	 * Queues a run. At most one backup of a plan runs at a time: while one is queued or running, it is the one that is
	 * returned.
	 *
	 * @throws IllegalArgumentException if the request names a plan that does not exist
	 */
	Run start(Request request);

	/**
	 * Works on a backup that the scheduler has put into the catalog, QUEUED and of this server, when its turn comes.
	 *
	 * @throws IllegalArgumentException if it is no backup or no chore of this server that waits
	 */
	Run adopt(RunRecord queued);

	/** The queued and the running runs, the oldest first. */
	List<Run> running();

	/** Finds a run that is queued or running, or ended not long ago. */
	Optional<Run> run(String id);
}
