package backtrac.api.retention;

import java.util.List;

/**
 * What becomes of a snapshot.
 *
 * @param candidate the snapshot
 * @param keep      whether it stays
 * @param reasons   why, in words for people: at least one, such as "daily 3 of 7"
 */
public record RetentionDecision(RetentionCandidate candidate, boolean keep, List<String> reasons) {

	public RetentionDecision {
		reasons = List.copyOf(reasons);
		if (reasons.isEmpty()) {
			throw new IllegalArgumentException("a decision needs a reason");
		}
	}
}
