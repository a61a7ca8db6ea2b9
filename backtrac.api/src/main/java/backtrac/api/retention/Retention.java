package backtrac.api.retention;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import backtrac.api.retention.RetentionPolicy.Mode;

/**
 * Applies a policy to the snapshots of one plan: a pure function.
 *
 * <p>
 * Both meanings of keep-N that users know are here.
 * <ul>
 * <li><b>Union</b> is restic's {@code forget}: each option alone, from the newest snapshot to the oldest. An option that
 * is short of periods keeps the oldest snapshot, too.
 * <li><b>Cascade</b> is the {@code prune} of borg since 1.2: the options one after the other, <i>within</i> first. A period
 * whose newest snapshot an earlier option keeps is neither kept nor counted again. An option that is short of periods
 * keeps the oldest snapshot, unless it is kept already. Proxmox Backup Server cascades, too, with two differences: there a
 * period is covered by any snapshot in it that is kept, not only by its newest (a matter of weeks that span two months or
 * years), and the oldest snapshot has no privilege.
 * </ul>
 *
 * <p>
 * In both modes:
 * <ul>
 * <li>Periods without a snapshot do not count.
 * <li><i>Within</i> is measured from the latest good snapshot, as restic does: a plan that has not run for long loses
 * nothing. borg measures from the present.
 * <li>An empty policy removes nothing. A policy that is not empty keeps the last good snapshot, because each option
 * begins with it.
 * <li>A snapshot that is not good counts for no option. It stays only while it is newer than the last good one; Proxmox
 * Backup Server keeps only the newest of these.
 * <li>A pin keeps its snapshot and changes nothing for the others: it neither takes another's place, nor is its
 * snapshot passed over by the options, as the protected ones of Proxmox Backup Server are.
 * <li>A snapshot later than the present, from a clock that was wrong, stays and counts for nothing: it cannot push out
 * the others.
 * </ul>
 */
public final class Retention {

	/** A snapshot with the reasons to keep it that were found so far. */
	private record Entry(RetentionCandidate candidate, ZonedDateTime time, List<String> reasons) {
	}

	private Retention() {
	}

	/**
	 * Decides about each snapshot.
	 *
	 * @param candidates all snapshots of one client and plan, in any order
	 * @param now        the present; {@link Instant#MAX} if all of them count, whatever the time
	 * @return a decision a candidate, the newest first
	 */
	public static List<RetentionDecision> decide(RetentionPolicy policy, Collection<RetentionCandidate> candidates, Instant now) {
		List<Entry> all = candidates.stream().sorted(RetentionCandidate.NEWEST_FIRST)
				.map(c -> new Entry(c, c.time().atZone(policy.zone()), new ArrayList<>())).toList();
		if (policy.isEmpty()) {
			all.forEach(e -> e.reasons().add("the policy is empty"));
		} else {
			apply(policy, all, now);
		}
		return all.stream().map(Retention::decision).toList();
	}

	private static void apply(RetentionPolicy policy, List<Entry> all, Instant now) {
		List<Entry> past = all.stream().filter(e -> !e.candidate().time().isAfter(now)).toList();
		List<Entry> good = past.stream().filter(e -> e.candidate().good()).toList();
		keepWithin(policy, good);
		for (RetentionRule rule : RetentionRule.values()) {
			keep(rule, policy, good);
		}
		Instant lastGood = good.isEmpty() ? Instant.MIN : good.getFirst().candidate().time();
		for (Entry e : all) {
			if (e.candidate().time().isAfter(now)) {
				e.reasons().add("later than the present");
			} else if (!e.candidate().good() && e.candidate().time().isAfter(lastGood)) {
				e.reasons().add("partial, but newer than any good one");
			}
			if (e.candidate().pinned()) {
				e.reasons().add("pinned");
			}
		}
	}

	private static void keepWithin(RetentionPolicy policy, List<Entry> good) {
		if (policy.within() == null || good.isEmpty()) {
			return;
		}
		Instant limit = policy.within().before(good.getFirst().candidate().time(), policy.zone());
		good.stream().filter(e -> e.candidate().time().isAfter(limit)).forEach(e -> e.reasons().add("within " + policy.within().words()));
	}

	/** @param good the newest first */
	private static void keep(RetentionRule rule, RetentionPolicy policy, List<Entry> good) {
		int wanted = policy.count(rule);
		int kept = 0;
		Set<Object> seen = new HashSet<>();
		for (int i = 0; i < good.size() && kept < wanted; i++) {
			Entry entry = good.get(i);
			boolean isNewestOfPeriod = seen.add(rule.period(entry.time()));
			boolean isOldest = i == good.size() - 1;
			boolean isOpen = policy.mode() == Mode.UNION || entry.reasons().isEmpty();
			if (isOpen && (isNewestOfPeriod || isOldest)) {
				kept++;
				entry.reasons().add(rule.word() + " " + kept + " of " + wanted + (isNewestOfPeriod ? "" : " (the oldest)"));
			}
		}
	}

	private static RetentionDecision decision(Entry entry) {
		if (!entry.reasons().isEmpty()) {
			return new RetentionDecision(entry.candidate(), true, entry.reasons());
		}
		String reason = entry.candidate().good() ? "no option keeps it" : "partial, and not newer than the last good one";
		return new RetentionDecision(entry.candidate(), false, List.of(reason));
	}
}
