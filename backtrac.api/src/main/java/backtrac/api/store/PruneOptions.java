package backtrac.api.store;

import java.util.Set;

/**
 * How to prune.
 *
 * @param dryRun        whether only to say what would be freed; nothing is changed then
 * @param asIfForgotten ids of snapshots that a dry run takes for forgotten; empty unless it is one
 */
public record PruneOptions(boolean dryRun, Set<String> asIfForgotten) {

	/** Free what is not used. */
	public static final PruneOptions FREE = new PruneOptions(false, Set.of());

	public PruneOptions {
		asIfForgotten = Set.copyOf(asIfForgotten);
		if (!dryRun && !asIfForgotten.isEmpty()) {
			throw new IllegalArgumentException("only a dry run can take snapshots for forgotten");
		}
	}

	/** Only say what would be freed if these were forgotten. */
	public static PruneOptions dryRun(Set<String> asIfForgotten) {
		return new PruneOptions(true, asIfForgotten);
	}
}
