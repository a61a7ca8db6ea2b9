package backtrac.api.retention;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import backtrac.api.retention.RetentionPolicy.Mode;

/**
 * A policy in one line, for files, calls and people: {@code cascade within=14d last=3 daily=13 zone=Europe/Berlin}. The empty
 * text is the empty policy. {@code standard} is {@link RetentionPolicy#STANDARD}; what follows it changes it. Without a mode it
 * is {@code union}, without a zone it is UTC.
 */
public final class RetentionText {

	private static final String FORM = "a policy looks like 'standard' or 'cascade last=3 daily=13 weekly=8 monthly=11 yearly=9' "
			+ "(or hourly=24, within=14d, zone=Europe/Berlin)";
	private static final String STANDARD = "standard";

	private RetentionText() {
	}

	/** The text of a policy, which {@link #parse} reads. */
	public static String format(RetentionPolicy policy) {
		if (policy.equals(RetentionPolicy.EMPTY)) {
			return "";
		}
		List<String> words = new ArrayList<>();
		words.add(policy.mode().name().toLowerCase(Locale.ROOT));
		if (policy.within() != null) {
			words.add("within=" + policy.within());
		}
		policy.counts().forEach((rule, count) -> words.add(rule.word() + "=" + count));
		if (!policy.zone().equals(ZoneOffset.UTC)) {
			words.add("zone=" + policy.zone().getId());
		}
		return String.join(" ", words);
	}

	/**
	 * Reads a policy.
	 *
	 * @throws IllegalArgumentException if it is of another form, or says something twice; the message is for people
	 */
	public static RetentionPolicy parse(String text) {
		RetentionPolicy policy = RetentionPolicy.EMPTY;
		Set<String> seen = new HashSet<>();
		List<String> words = text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
		for (int i = 0; i < words.size(); i++) {
			String word = words.get(i).contains("=") ? words.get(i) : words.get(i).toLowerCase(Locale.ROOT);
			String[] parts = word.split("=", 2);
			if (!seen.add(parts.length == 1 && mode(word).isPresent() ? "mode" : parts[0])) {
				throw new IllegalArgumentException("a policy says each thing once: '" + text + "' says '" + parts[0] + "' again");
			}
			if (word.equals(STANDARD) && i == 0) {
				policy = RetentionPolicy.STANDARD;
			} else if (parts.length == 1) {
				policy = policy.withMode(mode(word).orElseThrow(() -> new IllegalArgumentException(FORM + ", not '" + text + "'")));
			} else {
				policy = with(policy, parts[0], parts[1], text);
			}
		}
		if (Arrays.stream(RetentionRule.values()).anyMatch(rule -> seen.contains(rule.word())) && policy.counts().isEmpty() && policy.within() == null) {
			throw new IllegalArgumentException("'" + text + "' names no snapshot that stays: leave the policy empty to keep all");
		}
		return policy;
	}

	private static RetentionPolicy with(RetentionPolicy policy, String name, String value, String text) {
		switch (name) {
		case "within":
			return policy.withWithin(Timespan.parse(value));
		case "zone":
			try {
				return policy.withZone(ZoneId.of(value));
			} catch (DateTimeException e) {
				throw new IllegalArgumentException("there is no time zone '" + value + "': give one as Europe/Berlin, UTC or +01:00", e);
			}
		default:
			RetentionRule rule = Arrays.stream(RetentionRule.values()).filter(r -> r.word().equals(name)).findFirst()
					.orElseThrow(() -> new IllegalArgumentException(FORM + ", not '" + text + "'"));
			if (!value.matches("\\d{1,6}")) {
				throw new IllegalArgumentException("a policy keeps a number of " + name + " snapshots, not '" + value + "'");
			}
			return policy.keep(rule, Integer.parseInt(value));
		}
	}

	private static Optional<Mode> mode(String word) {
		return Arrays.stream(Mode.values()).filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
	}
}
