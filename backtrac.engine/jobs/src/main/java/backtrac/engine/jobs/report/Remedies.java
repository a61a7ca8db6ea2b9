package backtrac.engine.jobs.report;

import java.util.function.UnaryOperator;

import backtrac.api.store.VerifyReport.Damage;
import backtrac.api.store.VerifyReport.Kind;

/** What was done about damage in a repository, and what mends the rest, for people. */
public final class Remedies {

	private Remedies() {
	}

	/**
	 * The end of a sentence about a damage; empty if nothing is known that mends it.
	 *
	 * @param rebuild the command that makes a snapshot's tree again, by the snapshot's id, or all, by an empty text
	 */
	public static String of(Damage damage, UnaryOperator<String> rebuild) {
		return switch (damage.remedy()) {
		case NONE -> byRebuild(damage, rebuild);
		case AWAITED -> "; " + byBackup(rebuild);
		case QUARANTINED -> "; moved to quarantine, " + byBackup(rebuild);
		case REPAIRED -> "; repaired";
		};
	}

	/** A tree goes on to show the file that it was linked to. */
	private static String byBackup(UnaryOperator<String> rebuild) {
		return "the next backup that meets this content stores it again, and then '" + rebuild.apply("") + "' has the trees show it";
	}

	private static String byRebuild(Damage damage, UnaryOperator<String> rebuild) {
		boolean ofOne = damage.kind() == Kind.TREE && !damage.places().isEmpty();
		return ofOne || damage.kind() == Kind.SUMMARY ? "; '" + rebuild.apply(ofOne ? damage.places().getFirst().snapshot() : "") + "' makes it again" : "";
	}
}
