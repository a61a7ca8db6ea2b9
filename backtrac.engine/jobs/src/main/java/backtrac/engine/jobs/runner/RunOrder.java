package backtrac.engine.jobs.runner;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import backtrac.api.job.Request;
import backtrac.engine.jobs.run.Claim;

/**
 * Which run may begin now: a pure function of what waits and what works.
 *
 * <p>
 * Those of the highest priority come first, of these the longest waiting; one that cannot begin yet holds up no other. Restores
 * have places of their own, as nobody should wait for backups to get files back; a backup waits until nothing is restored to its plan's source. A prune and what it cannot work beside wait for each
 * other here, where they take no place. At first a prune lets others pass; when it has waited for {@link #PATIENCE}, nothing that it would
 * have to wait for begins any more.
 */
final class RunOrder {

	/** How long a prune lets others pass. */
	static final Duration PATIENCE = Duration.ofHours(6);

	private static final Comparator<Claim> ORDER = Comparator.comparingInt(Claim::priority).reversed().thenComparing(Claim::queued).thenComparing(Claim::id);

	private RunOrder() {
	}

	/** The one to begin next; empty if none may. */
	static Optional<Claim> next(Collection<Claim> waiting, Collection<Claim> running, Limits limits, Instant now) {
		List<Claim> sorted = waiting.stream().sorted(ORDER).toList();
		boolean isKept = sorted.stream().anyMatch(claim -> claim.isPrune() && !claim.queued().plus(PATIENCE).isAfter(now));
		return sorted.stream().filter(claim -> !(isKept && keepsPruneOff(claim))).filter(claim -> mayBegin(claim, running, limits)).findFirst();
	}

	private static boolean mayBegin(Claim claim, Collection<Claim> running, Limits limits) {
		if (count(running, other -> other.isRestore() == claim.isRestore()) >= limits.runs()) {
			return false;
		}
		if (claim.isPrune()) {
			return count(running, other -> other.isPrune() || keepsPruneOff(other)) == 0;
		}
		if (keepsPruneOff(claim) && count(running, Claim::isPrune) > 0) {
			return false;
		}
		return switch (claim.request()) {
		case Request.Backup backup -> count(running, other -> other.request().equals(backup) || isToSource(other, backup.planId())) == 0
				&& count(running, other -> other.isBackup() && other.clientId().equals(claim.clientId())) < limits.perClient()
				&& count(running, other -> other.isBackup() && other.transport().equals(claim.transport())) < limits.of(claim.transport());
		case Request.Restore _ -> true;
		default -> count(running, other -> other.request().verb().equals(claim.request().verb())) == 0;
		};
	}

	private static boolean isToSource(Claim claim, String planId) {
		return claim.request() instanceof Request.Restore restore && switch (restore.target()) {
		case Request.Source source -> source.planId().equals(planId);
		case Request.OtherSource source -> source.planId().equals(planId);
		case Request.Folder _ -> false;
		};
	}

	/** Restores only read what some snapshot names, which no prune touches. */
	private static boolean keepsPruneOff(Claim claim) {
		return !claim.isPrune() && !claim.isRestore();
	}

	private static long count(Collection<Claim> claims, Predicate<Claim> which) {
		return claims.stream().filter(which).count();
	}
}
