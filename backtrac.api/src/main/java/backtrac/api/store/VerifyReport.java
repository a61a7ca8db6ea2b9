package backtrac.api.store;

import java.util.List;

/**
 * What a verify has found.
 *
 * @param snapshots   how many it looked at
 * @param contents    distinct contents that these name
 * @param bytesRead   what was read of them
 * @param damage      what is damaged: the first thousand
 * @param damageCount how many there are in all
 */
public record VerifyReport(long snapshots, long contents, long bytesRead, List<Damage> damage, long damageCount) {

	public VerifyReport {
		damage = List.copyOf(damage);
	}

	/** Whether all is well. */
	public boolean isSound() {
		return damageCount == 0;
	}

	/**
	 * One thing that is damaged.
	 *
	 * @param what       its path in the repository, for people
	 * @param reason     what is wrong with it
	 * @param remedy     what was done about it
	 * @param places     what this touches: the first hundred
	 * @param placeCount how many these are in all
	 */
	public record Damage(Kind kind, String what, String reason, Remedy remedy, List<Place> places, long placeCount) {

		public Damage {
			places = List.copyOf(places);
		}
	}

	/**
	 * An entry of a snapshot.
	 *
	 * @param snapshot the id
	 * @param path     for people; empty for the snapshot itself
	 */
	public record Place(String snapshot, String path) {
	}

	/** The parts of a repository. */
	public enum Kind {
		/** A snapshot's summary, or its pin. */
		SUMMARY,
		/** A snapshot's manifest: what it says of itself is lost. */
		MANIFEST,
		/** A content of the pool: it cannot be restored as long as no backup meets it again. */
		CONTENT,
		/** The view of a snapshot. Restores do not need it. */
		TREE
	}

	/** What was done about a damage. */
	public enum Remedy {
		/** Nothing. */
		NONE,
		/** Nothing can be done now: it is not there, and the next backup that meets the same content stores it again. */
		AWAITED,
		/** It was put aside, so that the next backup that meets the same content stores it again. */
		QUARANTINED,
		/** It was made good from what is sound. */
		REPAIRED
	}
}
