package backtrac.api.schedule;

import java.time.Instant;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Starts the runs of plans when they are due. What it waits for is in the catalog, {@link backtrac.api.catalog.DueList}, so
 * that it can be replaced, and that several servers of one catalog never start a plan twice.
 *
 * <p>
 * Threads: all methods may be called by several threads at once.
 */
@ProviderType
public interface Scheduler {

	/**
	 * The next moments at which a plan would start: within its windows, with its jitter.
	 *
	 * @param planId of the plan, whose jitter differs from that of others; empty if there is none yet
	 * @return as many as asked for, or all that are left; none if it runs by hand
	 * @throws IllegalArgumentException if a schedule or a window makes no sense; the message is for people and names the forms
	 */
	List<Instant> preview(String planId, Timing timing, Instant after, int count);

	/** Has it look at once: a plan has changed, a pause has ended. Returns without waiting for that. */
	void wake();
}
