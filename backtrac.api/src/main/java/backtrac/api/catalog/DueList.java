package backtrac.api.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What the scheduler looks after, shared by all servers of a catalog. A plan gets its {@link Due} when it is added, one
 * to be reckoned anew when its timing or its pause, or its client's pause, changes, and loses it when it is removed. Threads and errors as with
 * {@link Catalog}.
 *
 * <p>
 * Two servers that act on the same entry are told apart by its version: only the first of them succeeds.
 */
@ProviderType
public interface DueList {

	/** Those to be looked at by a time, the longest waiting first. */
	List<Due> upTo(Instant time, int limit);

	/** The time at which the next one is to be looked at; empty if there is none. */
	Optional<Instant> next();

	/** Finds one by its subject. */
	Optional<Due> of(String subject);

	/** Adds a chore if it is not there yet. */
	void ensure(String subject);

	/** Removes a chore, which is not there afterwards. */
	void remove(String subject);

	/**
	 * Changes an entry.
	 *
	 * @param due with the version that it was read with; it is stored with the next
	 * @return false, and nothing is changed, if somebody else has changed it since
	 */
	boolean change(Due due);

	/**
	 * Changes an entry and adds the run that it stood for, both or none.
	 *
	 * @param due as with {@link #change}
	 * @return false, and nothing is changed, if somebody else was first, or another backup of the plan has not ended
	 */
	boolean claim(Due due, RunRecord run);
}
