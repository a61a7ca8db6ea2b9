package backtrac.api.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Snapshots written down as a table, and what a policy is to make of them. */
final class History {

	private History() {
	}

	/** A good snapshot whose id is its time. */
	static RetentionCandidate at(String time) {
		return new RetentionCandidate(time, Instant.parse(time));
	}

	/** A snapshot a day, at noon UTC. */
	static List<RetentionCandidate> days(LocalDate first, LocalDate last) {
		return first.datesUntil(last.plusDays(1)).map(day -> at(day + "T12:00:00Z")).toList();
	}

	/** The days of those that are kept, the newest first. */
	static List<String> keptDays(RetentionPolicy policy, List<RetentionCandidate> candidates) {
		return Retention.decide(policy, candidates, Instant.MAX).stream().filter(RetentionDecision::keep).map(d -> d.candidate().id().substring(0, 10)).toList();
	}

	/**
	 * Checks a policy.
	 *
	 * @param table a snapshot a line, the newest first: its time, "partial" or "pinned" if it is, and after a bar why it is kept, or "-"
	 */
	static void assertDecisions(RetentionPolicy policy, String table) {
		assertDecisions(policy, Instant.MAX, table);
	}

	static void assertDecisions(RetentionPolicy policy, Instant now, String table) {
		List<RetentionCandidate> candidates = new ArrayList<>();
		List<String> expected = new ArrayList<>();
		for (String line : table.lines().toList()) {
			String[] cells = line.split("\\|");
			List<String> words = List.of(cells[0].strip().split(" +"));
			candidates.add(new RetentionCandidate(words.get(0), Instant.parse(words.get(0)), !words.contains("partial"), words.contains("pinned")));
			expected.add(words.get(0) + " " + cells[1].strip());
		}
		Collections.shuffle(candidates, new Random(table.hashCode()));
		assertEquals(String.join("\n", expected), Retention.decide(policy, candidates, now).stream().map(History::line).collect(Collectors.joining("\n")));
	}

	private static String line(RetentionDecision decision) {
		return Stream.of(decision.candidate().id(), decision.keep() ? String.join(", ", decision.reasons()) : "-").collect(Collectors.joining(" "));
	}
}
