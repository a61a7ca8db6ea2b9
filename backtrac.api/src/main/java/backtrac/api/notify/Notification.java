package backtrac.api.notify;

import java.time.Instant;
import java.util.Map;

/**
 * What to tell.
 *
 * @param kind  what happened
 * @param title one line
 * @param text  all there is to say, in lines
 * @param time  when it happened
 * @param facts the same for programs: {@code verb}, {@code client}, {@code plan}, {@code run_id}, {@code state}, {@code snapshot_id},
 *              {@code message}, {@code files}, {@code bytes}, {@code bytes_stored}, {@code problems}, {@code started}, {@code finished},
 *              {@code last_good}; of overdue plans {@code plans}, how many there are, and the others if there is one. What is not known
 *              is absent. Times are in ISO 8601, UTC
 */
public record Notification(Kind kind, String title, String text, Instant time, Map<String, String> facts) {

	/** What there is to tell of. */
	public enum Kind {
		/** A run ended, and all is well. */
		SUCCEEDED,
		/** A run ended, but some entries could not be done. */
		PARTIAL,
		/** A run ended without a result. */
		FAILED,
		/** A run was ended by a person. */
		CANCELLED,
		/** A run was cut off. */
		INTERRUPTED,
		/** A plan has had no good backup for long. */
		OVERDUE
	}

	public Notification {
		facts = Map.copyOf(facts);
	}
}
