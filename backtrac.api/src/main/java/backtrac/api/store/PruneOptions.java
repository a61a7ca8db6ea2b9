package backtrac.api.store;

import java.util.Set;

/**
 * How to prune.
 *
 * @param dryRun        whether only to say what would be freed; nothing is changed then
 * @param asIfForgotten ids of snapshots that a dry run takes for forgotten; empty unless it is one
 * @param cutOffRuns    whether to free also what runs that were cut off have stored; the next run of their plan reads it
 *                      from the client again
 */
public record PruneOptions(boolean dryRun, Set<String> asIfForgotten, boolean cutOffRuns) {

	/** Free what is not used. */
	public static final PruneOptions FREE = new PruneOptions(false, Set.of(), false);

	public PruneOptions {
		asIfForgotten = Set.copyOf(asIfForgotten);
		if (!dryRun && !asIfForgotten.isEmpty()) {
			throw new IllegalArgumentException("only a dry run can take snapshots for forgotten");
		}
	}

	/** The same, and what runs that were cut off have stored, too. */
	public PruneOptions withCutOffRuns() {
		return new PruneOptions(dryRun, asIfForgotten, true);
	}

	/** Only say what would be freed if these were forgotten. */
	public static PruneOptions dryRun(Set<String> asIfForgotten) {
		return new PruneOptions(true, asIfForgotten, false);
	}
}
