package backtrac.api.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import backtrac.api.retention.RetentionPolicy.Mode;

/** Thousands of random histories and policies: what must hold for all, and the same decisions made in another way. */
class RetentionPropertiesTest {

	private static final int HISTORIES = 5000;
	private static final List<ZoneId> ZONES = Stream.of("UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia").map(ZoneId::of).toList();

	/** A history, a policy and the seed that makes them again. */
	private record Case(int seed, RetentionPolicy policy, List<RetentionCandidate> candidates) {

		static Case random(int seed) {
			// seeds in a row begin alike
			Random random = new Random(seed * 0x9E3779B97F4A7C15L);
			return new Case(seed, policy(random), candidates(random));
		}

		static void forEach(Predicate<RetentionPolicy> which, Consumer<Case> check) {
			List<Case> cases = IntStream.range(0, HISTORIES).mapToObj(Case::random).filter(c -> which.test(c.policy())).toList();
			assertTrue(cases.size() > HISTORIES / 3, "enough of them: " + cases.size());
			cases.forEach(check);
		}

		private static RetentionPolicy policy(Random random) {
			RetentionPolicy policy = RetentionPolicy.EMPTY.withMode(random.nextBoolean() ? Mode.UNION : Mode.CASCADE).withZone(ZONES.get(random.nextInt(ZONES.size())));
			for (RetentionRule rule : RetentionRule.values()) {
				if (random.nextInt(3) == 0) {
					policy = policy.keep(rule, 1 + random.nextInt(8));
				}
			}
			return random.nextInt(4) == 0 ? policy.withWithin(new Timespan(0, random.nextInt(3), random.nextInt(30), 1 + random.nextInt(5))) : policy;
		}

		/** Hours to years apart, around a change of the clocks, some at equal times. */
		private static List<RetentionCandidate> candidates(Random random) {
			List<RetentionCandidate> candidates = new ArrayList<>();
			Instant time = LocalDateTime.of(2020 + random.nextInt(8), 1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(24), 0).toInstant(ZoneOffset.UTC);
			int minutes = new int[] { 20, 90, 1440, 10_000, 60_000, 300_000 }[random.nextInt(6)];
			for (int i = random.nextInt(50); i > 0; i--) {
				candidates.add(new RetentionCandidate(Integer.toHexString(random.nextInt()), time, random.nextInt(6) > 0, random.nextInt(15) == 0));
				time = random.nextInt(12) == 0 ? time : time.plusSeconds(60L * random.nextInt(minutes));
			}
			return candidates;
		}

		Set<String> kept() {
			return kept(policy, candidates);
		}

		static Set<String> kept(RetentionPolicy policy, List<RetentionCandidate> candidates) {
			return ids(Retention.decide(policy, candidates, Instant.MAX).stream().filter(RetentionDecision::keep).map(RetentionDecision::candidate));
		}

		/** The newest first. */
		List<RetentionCandidate> all() {
			return candidates.stream().sorted(Comparator.comparing(RetentionCandidate::time, Comparator.reverseOrder())
					.thenComparing(c -> c.good() ? 0 : 1).thenComparing(RetentionCandidate::id)).toList();
		}

		Optional<RetentionCandidate> lastGood() {
			return all().stream().filter(RetentionCandidate::good).findFirst();
		}

		/** Those that an option chooses among: none that is partial beside a good one of its period. */
		List<RetentionCandidate> counted(RetentionRule rule) {
			Set<String> withGood = candidates.stream().filter(RetentionCandidate::good).map(c -> period(rule, c)).collect(Collectors.toSet());
			return all().stream().filter(c -> c.good() || !withGood.contains(period(rule, c))).toList();
		}

		/** Those that stay whatever the options say. */
		Stream<RetentionCandidate> others() {
			Optional<RetentionCandidate> latest = all().stream().findFirst();
			return candidates.stream().filter(c -> c.pinned() || latest.filter(c::equals).isPresent() || lastGood().filter(c::equals).isPresent());
		}

		Case without(RetentionCandidate one) {
			return new Case(seed, policy, candidates.stream().filter(c -> c != one).toList());
		}

		Case withPolicy(RetentionPolicy other) {
			return new Case(seed, other, candidates);
		}

		String period(RetentionRule rule, RetentionCandidate candidate) {
			ZonedDateTime time = candidate.time().atZone(policy.zone());
			return switch (rule) {
			case LAST -> candidate.id();
			case HOURLY -> time.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH xxx"));
			case DAILY -> time.format(DateTimeFormatter.ISO_LOCAL_DATE);
			case WEEKLY -> time.get(IsoFields.WEEK_BASED_YEAR) + "-W" + time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
			case MONTHLY -> time.format(DateTimeFormatter.ofPattern("yyyy-MM"));
			case YEARLY -> time.format(DateTimeFormatter.ofPattern("yyyy"));
			};
		}

		boolean isWithin(RetentionCandidate candidate) {
			Timespan span = policy.within();
			ZonedDateTime latest = lastGood().orElse(all().getFirst()).time().atZone(policy.zone());
			return span != null && latest.minusYears(span.years()).minusMonths(span.months()).minusDays(span.days()).minusHours(span.hours()).toInstant()
					.isBefore(candidate.time());
		}
	}

	@Test
	void aUnionIsWhatEachSnapshotDeservesByItself() {
		Case.forEach(policy -> policy.mode() == Mode.UNION && !policy.isEmpty(), each -> {
			Set<String> kept = ids(Stream.concat(each.candidates().stream().filter(each::isWithin), each.others()));
			each.policy().counts().forEach((rule, count) -> {
				List<RetentionCandidate> counted = each.counted(rule);
				kept.addAll(ids(counted.stream().filter(c -> deserves(each, counted, c, rule, count))));
			});
			assertEquals(kept, each.kept(), each::toString);
		});
	}

	/** By counting, for this snapshot alone, the periods at or after its own. */
	private static boolean deserves(Case each, List<RetentionCandidate> counted, RetentionCandidate candidate, RetentionRule rule, int count) {
		int index = counted.indexOf(candidate);
		String period = each.period(rule, candidate);
		boolean isNewest = counted.subList(0, index).stream().noneMatch(newer -> each.period(rule, newer).equals(period));
		long periods = counted.subList(0, index + 1).stream().map(c -> each.period(rule, c)).distinct().count();
		boolean isOldest = index == counted.size() - 1;
		return isNewest && periods <= count || isOldest && periods < count;
	}

	@Test
	void aCascadeIsMadePeriodByPeriod() {
		Case.forEach(policy -> policy.mode() == Mode.CASCADE && !policy.isEmpty(), each -> {
			Set<String> kept = ids(each.candidates().stream().filter(each::isWithin));
			for (RetentionRule rule : RetentionRule.values()) {
				kept.addAll(chosen(each, rule, kept));
			}
			kept.addAll(ids(each.others()));
			assertEquals(kept, each.kept(), each::toString);
		});
	}

	/** Groups by period first, then chooses among the groups. */
	private static List<String> chosen(Case each, RetentionRule rule, Set<String> kept) {
		int count = each.policy().count(rule);
		List<RetentionCandidate> counted = each.counted(rule);
		Map<String, List<RetentionCandidate>> periods = counted.stream()
				.collect(Collectors.groupingBy(c -> each.period(rule, c), LinkedHashMap::new, Collectors.toList()));
		List<String> chosen = new ArrayList<>(periods.values().stream().map(period -> period.getFirst().id()).filter(id -> !kept.contains(id)).limit(count).toList());
		if (chosen.size() < count && !counted.isEmpty()) {
			chosen.add(counted.getLast().id());
		}
		return chosen;
	}

	@Test
	void theLastGoodOneAndTheLatestStayAndAPolicyThatSaysNothingRemovesNothing() {
		Case.forEach(_ -> true, each -> {
			Set<String> kept = each.kept();
			each.lastGood().ifPresent(last -> assertTrue(kept.contains(last.id()), each::toString));
			assertTrue(each.candidates().isEmpty() || each.all().stream().map(RetentionCandidate::time).findFirst().equals(
					each.candidates().stream().filter(c -> kept.contains(c.id())).map(RetentionCandidate::time).max(Comparator.naturalOrder())), "and the latest: " + each);
			assertEquals(ids(each.candidates().stream()), Case.kept(RetentionPolicy.EMPTY, each.candidates()));
		});
	}

	/** What the class did with good ones alone is what it does with any, where none of them meet in a period. */
	@Test
	void amongPartialOnesAloneTheOptionsChooseAsAmongGoodOnes() {
		Case.forEach(policy -> !policy.isEmpty(), each -> {
			List<RetentionCandidate> partial = each.candidates().stream().map(c -> new RetentionCandidate(c.id(), c.time(), false, c.pinned())).toList();
			List<RetentionCandidate> good = partial.stream().map(c -> new RetentionCandidate(c.id(), c.time(), true, c.pinned())).toList();
			assertEquals(Case.kept(each.policy(), good), Case.kept(each.policy(), partial), each::toString);
		});
	}

	@Test
	void aPartialOneNeverPushesOutAGoodOneOfItsPeriod() {
		Case.forEach(policy -> !policy.isEmpty(), each -> {
			for (RetentionDecision decision : Retention.decide(each.policy(), each.candidates(), Instant.MAX)) {
				each.policy().counts().keySet().stream().filter(rule -> !decision.candidate().good() && isFor(decision, rule))
						.forEach(rule -> assertTrue(each.candidates().stream().noneMatch(c -> c.good() && each.period(rule, c).equals(each.period(rule, decision.candidate()))),
								() -> rule + " takes " + decision + " though there is a good one: " + each));
			}
		});
		Case.forEach(_ -> true, each -> each.policy().counts().keySet().stream().filter(rule -> rule != RetentionRule.LAST).forEach(rule -> {
			Case alone = each.withPolicy(RetentionPolicy.EMPTY.withMode(each.policy().mode()).withZone(each.policy().zone()).keep(rule, each.policy().count(rule)));
			List<RetentionCandidate> counted = alone.counted(rule);
			for (RetentionCandidate partial : alone.all()) {
				// without the latest another one is, and stays for that
				if (!partial.good() && !counted.contains(partial) && partial != alone.all().getFirst()) {
					Set<String> kept = alone.kept();
					kept.remove(partial.id());
					assertEquals(alone.without(partial).kept(), kept, () -> "without " + partial + " nothing changes for the others: " + alone);
				}
			}
		}));
	}

	private static boolean isFor(RetentionDecision decision, RetentionRule rule) {
		return decision.reasons().stream().anyMatch(reason -> reason.startsWith(rule.word() + " "));
	}

	@Test
	void theOrderOfTheInputDoesNotMatterAndTheNewestComesFirst() {
		Case.forEach(_ -> true, each -> {
			List<RetentionDecision> decisions = Retention.decide(each.policy(), each.candidates(), Instant.MAX);
			List<RetentionCandidate> shuffled = new ArrayList<>(each.candidates());
			Collections.shuffle(shuffled, new Random(each.seed()));
			assertEquals(decisions, Retention.decide(each.policy(), shuffled, Instant.MAX), each::toString);
			assertEquals(each.candidates().stream().map(RetentionCandidate::time).sorted(Comparator.reverseOrder()).toList(),
					decisions.stream().map(d -> d.candidate().time()).toList(), each::toString);
		});
	}

	@Test
	void aPinChangesNothingForTheOthers() {
		Case.forEach(policy -> !policy.isEmpty(), each -> {
			List<RetentionCandidate> unpinned = each.candidates().stream().map(c -> new RetentionCandidate(c.id(), c.time(), c.good(), false)).toList();
			Set<String> expected = Case.kept(each.policy(), unpinned);
			expected.addAll(ids(each.candidates().stream().filter(RetentionCandidate::pinned)));
			assertEquals(expected, each.kept(), each::toString);
		});
	}

	@Test
	void whatIsLaterThanThePresentStaysAndChangesNothingForTheOthers() {
		Case.forEach(policy -> !policy.isEmpty(), each -> {
			Instant now = each.candidates().isEmpty() ? Instant.EPOCH : each.candidates().get(each.candidates().size() / 2).time();
			List<RetentionDecision> decisions = Retention.decide(each.policy(), each.candidates(), now);
			List<RetentionCandidate> past = each.candidates().stream().filter(c -> !c.time().isAfter(now)).toList();
			assertEquals(Retention.decide(each.policy(), past, Instant.MAX), decisions.stream().filter(d -> !d.candidate().time().isAfter(now)).toList(), each::toString);
			assertTrue(decisions.stream().allMatch(d -> d.keep() || !d.candidate().time().isAfter(now)), each::toString);
		});
	}

	@Test
	void noOptionKeepsMoreThanItSays() {
		Case.forEach(policy -> !policy.isEmpty(), each -> {
			List<String> reasons = Retention.decide(each.policy(), each.candidates(), Instant.MAX).stream().flatMap(d -> d.reasons().stream()).toList();
			each.policy().counts().forEach((rule, count) -> {
				List<String> ofRule = reasons.stream().filter(r -> r.startsWith(rule.word() + " ")).map(r -> r.replace(" (the oldest)", "")).toList();
				assertTrue(ofRule.size() <= count, each::toString);
				assertEquals(IntStream.rangeClosed(1, ofRule.size()).mapToObj(n -> rule.word() + " " + n + " of " + count).toList(), ofRule, each::toString);
			});
		});
	}

	private static Set<String> ids(Stream<RetentionCandidate> candidates) {
		return candidates.map(RetentionCandidate::id).collect(Collectors.toCollection(TreeSet::new));
	}
}
