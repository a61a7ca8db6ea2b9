package backtrac.api.store;

import java.time.Instant;
import java.util.List;

/**
 * What a scrub has found.
 *
 * @param contents    distinct contents that were read
 * @param bytesRead   what was read of them
 * @param passBegun   when the pass began that this was a share of
 * @param foldersDone how many of the pool's folders are done in this pass
 * @param folders     how many there are
 * @param damage      what is damaged: the first thousand
 * @param damageCount how many there are in all
 */
public record ScrubReport(long contents, long bytesRead, Instant passBegun, int foldersDone, int folders, List<VerifyReport.Damage> damage,
		long damageCount) {

	public ScrubReport {
		damage = List.copyOf(damage);
	}

	/** Whether all is well. */
	public boolean isSound() {
		return damageCount == 0;
	}

	/** Whether all of the pool has been read since the pass began; the next scrub begins another one. */
	public boolean isPassDone() {
		return foldersDone == folders;
	}
}
