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
	 * returned. A restore to a plan's source begins beside a backup of the plan; a backup that has not begun waits for the restore's end.
	 *
	 * @throws IllegalArgumentException if the request names a plan that does not exist, or would restore a snapshot to the source of a plan that has
	 *                                  not taken it; the message is for people
	 * @throws RunsElsewhereException   if another server works on a backup of the plan; the message is for people
	 * @throws IllegalStateException    if another backup of the plan begins or ends at this moment, or the server is stopping; the message is for people
	 */
	Run start(Request request);

	/**
	 * Works on a backup or a chore that the scheduler has put into the catalog, QUEUED and of this server, when its turn comes.
	 *
	 * @return the run; the same if it is asked for again
	 * @throws IllegalArgumentException if it is no backup and no chore, is another server's, or does not wait
	 * @throws IllegalStateException    if the server is stopping; the run is ended by its next start
	 */
	Run adopt(RunRecord queued);

	/** The queued and the running runs, the oldest first. */
	List<Run> running();

	/** Finds a run that is queued or running, or ended not long ago. */
	Optional<Run> run(String id);
}
