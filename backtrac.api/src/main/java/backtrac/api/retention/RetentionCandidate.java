package backtrac.api.retention;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * A snapshot, as far as a policy looks at it.
 *
 * @param id     how the caller knows it again; of two good ones of the same time the one with the lower id counts as the
 *               newer one
 * @param time   when its run began
 * @param good   whether everything is in it; one that is not stands in for a good one where there is none, see {@link Retention}
 * @param pinned whether a person wants it to stay
 */
public record RetentionCandidate(String id, Instant time, boolean good, boolean pinned) {

	static final Comparator<RetentionCandidate> NEWEST_FIRST = Comparator.comparing(RetentionCandidate::time).reversed()
			.thenComparing(RetentionCandidate::good, Comparator.reverseOrder()).thenComparing(RetentionCandidate::id).thenComparing(RetentionCandidate::pinned);

	public RetentionCandidate {
		Objects.requireNonNull(id);
		Objects.requireNonNull(time);
	}

	/** A good snapshot that nobody has pinned. */
	public RetentionCandidate(String id, Instant time) {
		this(id, time, true, false);
	}
}
