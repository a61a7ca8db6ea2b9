package backtrac.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The runs: those that wait or work, and all that have ended. Threads and errors as with {@link Catalog}.
 *
 * <p>
 * A run belongs to one server. If that is gone, another one ends it; should the first still be there after all, and only have
 * been asleep, it learns from the answers of {@link #update} and {@link #end} that the run is not its own any more.
 */
@ProviderType
public interface RunHistory {

	/**
	 * Adds a run that waits for its turn.
	 *
	 * @throws CatalogException if its plan does not exist
	 */
	void add(RunRecord run);

	/** Stores how far a run is that has not ended. Answers false, and stores nothing, if it has ended or is not here. */
	boolean update(RunRecord run);

	/**
	 * Ends a run, and asks for another in its place, all at once. Of a plan's backup, {@link PlanStatus} says so from then on,
	 * and if it {@link RunRecord#isBackedUp}, its {@link Due#owed} ends, and nothing before it is tried again any more.
	 *
	 * @param run   in a final state
	 * @param again when the plan is to be tried again: its {@link Due} says so from then on, unless it is looked at sooner anyway; null if
	 *              it is not
	 * @return false, and nothing is stored, if the run has ended or is not here
	 */
	boolean end(RunRecord run, Instant again);

	/** Finds a run by its id. */
	Optional<RunRecord> run(String id);

	/** The runs that a query asks for, the latest first; those that have not ended among them. */
	List<RunRecord> runs(RunQuery query);

	/** The runs that have not ended, of all servers, the oldest first. There are few. */
	List<RunRecord> open();

	/**
	 * Removes what is older: ended runs and their log.
	 *
	 * @return how many runs were removed
	 */
	int removeEndedBefore(Instant time);
}
