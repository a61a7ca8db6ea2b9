package backtrac.api.store;

import java.util.List;

/**
 * What a rebuild has done.
 *
 * @param trees       trees that were made
 * @param summaries   summaries that were made
 * @param sound       trees that were looked at and needed nothing
 * @param damage      what could not be used, and so is not in a tree: the first thousand
 * @param damageCount how many there are in all
 */
public record RebuildReport(long trees, long summaries, long sound, List<VerifyReport.Damage> damage, long damageCount) {

	public RebuildReport {
		damage = List.copyOf(damage);
	}

	/** Whether everything that should be there is. */
	public boolean isWhole() {
		return damageCount == 0;
	}
}
