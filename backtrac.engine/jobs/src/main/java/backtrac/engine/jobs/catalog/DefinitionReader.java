package backtrac.engine.jobs.catalog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionText;
import backtrac.api.schedule.Timing;

/** Reads the values of a {@link PlanDefinition}; notes what makes no sense, and goes on with what does no harm. */
final class DefinitionReader {

	private final TreeMap<String, String> values;
	private final List<String> lost = new ArrayList<>();

	DefinitionReader(Map<String, String> values) {
		this.values = new TreeMap<>(values);
	}

	/** What made no sense so far, for people. */
	List<String> lost() {
		return List.copyOf(lost);
	}

	String text(String name, String otherwise) {
		return values.getOrDefault(name, otherwise);
	}

	/** False if it is not there. */
	boolean truth(String name) {
		return Boolean.parseBoolean(values.get(name));
	}

	int number(String name, int otherwise, int least) {
		String text = values.get(name);
		try {
			if (text == null || Integer.parseInt(text) >= least) {
				return text == null ? otherwise : Integer.parseInt(text);
			}
		} catch (NumberFormatException e) {
			// the same as a number that is too small
		}
		lost.add("its " + name + " '" + text + "' makes no sense, it is " + otherwise + " now");
		return otherwise;
	}

	/** All whose name begins so, without that beginning. */
	Map<String, String> below(String prefix) {
		Map<String, String> found = new TreeMap<>();
		values.tailMap(prefix).forEach((name, value) -> {
			if (name.startsWith(prefix)) {
				found.put(name.substring(prefix.length()), value);
			}
		});
		return found;
	}

	/** Those of them that are numbered, in their order. */
	List<String> list(String prefix) {
		TreeMap<Integer, String> found = new TreeMap<>();
		below(prefix).forEach((name, value) -> {
			if (name.matches("\\d{1,9}")) {
				found.put(Integer.valueOf(name), value);
			}
		});
		return List.copyOf(found.values());
	}

	Timing timing() {
		try {
			return new Timing(text("schedule", ""), ZoneId.of(text("zone", "Z")), list("window."), list("blackout."), Duration.parse(text("jitter", "PT0S")),
					truth("ends_with_window"));
		} catch (DateTimeException | IllegalArgumentException e) {
			lost.add("its schedule '" + text("schedule", "") + "' makes no sense here (" + e.getMessage() + "), it runs by hand only now");
			return Timing.BY_HAND;
		}
	}

	RetentionPolicy policy() {
		String text = text("retention", "");
		try {
			return RetentionText.parse(text);
		} catch (IllegalArgumentException e) {
			lost.add("its retention policy '" + text + "' makes no sense here (" + e.getMessage() + "), nothing of it is removed now");
			return RetentionPolicy.EMPTY;
		}
	}
}
