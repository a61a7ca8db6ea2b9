package backtrac.api.retention;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
 * <li>A snapshot that is not good stands in for a good one: options of hours, days … years pass it over if its period has a good one, and
 * else take it as any other. So the newest good snapshot represents its period, and the newest of all where none is good. For <i>last</i> and
 * <i>within</i> all count alike.
 * <li>The last good snapshot stays, and so does the latest: restoring may need both.
 * <li><i>Within</i> is measured from the last good snapshot, or from the latest if none is good, as restic does: a plan that has not run for
 * long loses nothing. borg measures from the present.
 * <li>An empty policy removes nothing.
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
		Optional<Entry> lastGood = past.stream().filter(e -> e.candidate().good()).findFirst();
		if (!past.isEmpty()) {
			keepWithin(policy, past, lastGood.orElse(past.getFirst()).candidate().time());
		}
		// in the order of the options
		policy.counts().forEach((rule, wanted) -> keep(rule, wanted, policy.mode(), counted(rule, past)));
		lastGood.ifPresent(last -> keepAnyway(last, "the last good one"));
		past.stream().findFirst().ifPresent(latest -> keepAnyway(latest, "the latest"));
		for (Entry e : all) {
			if (e.candidate().time().isAfter(now)) {
				e.reasons().add("later than the present");
			}
			if (e.candidate().pinned()) {
				e.reasons().add("pinned");
			}
		}
	}

	private static void keepWithin(RetentionPolicy policy, List<Entry> past, Instant from) {
		if (policy.within() != null) {
			Instant limit = policy.within().before(from, policy.zone());
			String reason = "within " + policy.within().words();
			past.stream().filter(e -> e.candidate().time().isAfter(limit)).forEach(e -> e.reasons().add(reason));
		}
	}

	/** What an option looks at: without those that are not good and have a good one in their period. */
	private static List<Entry> counted(RetentionRule rule, List<Entry> past) {
		Set<Object> withGood = past.stream().filter(e -> e.candidate().good()).map(e -> rule.period(e.time())).collect(Collectors.toSet());
		return past.stream().filter(e -> e.candidate().good() || !withGood.contains(rule.period(e.time()))).toList();
	}

	/** @param counted the newest first */
	private static void keep(RetentionRule rule, int wanted, Mode mode, List<Entry> counted) {
		int kept = 0;
		Set<Object> seen = new HashSet<>();
		for (int i = 0; i < counted.size() && kept < wanted; i++) {
			Entry entry = counted.get(i);
			boolean isNewestOfPeriod = seen.add(rule.period(entry.time()));
			boolean isOldest = i == counted.size() - 1;
			boolean isOpen = mode == Mode.UNION || entry.reasons().isEmpty();
			if (isOpen && (isNewestOfPeriod || isOldest)) {
				kept++;
				entry.reasons().add(rule.word() + " " + kept + " of " + wanted + (isNewestOfPeriod ? "" : " (the oldest)"));
			}
		}
	}

	/** Keeps one that no option has kept. */
	private static void keepAnyway(Entry entry, String reason) {
		if (entry.reasons().isEmpty()) {
			entry.reasons().add(reason);
		}
	}

	private static RetentionDecision decision(Entry entry) {
		boolean keep = !entry.reasons().isEmpty();
		return new RetentionDecision(entry.candidate(), keep, keep ? entry.reasons() : List.of("no option keeps it"));
	}
}
