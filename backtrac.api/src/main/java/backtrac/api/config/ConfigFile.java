package backtrac.api.config;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Reads the values of a file in {@code etc/}. What makes no sense there is told and does not count. Used by one thread, once for each state of the file. */
public final class ConfigFile {

	/** Of days, runs and the like. */
	public static final int MOST = 9999;

	private final String name;
	private final List<String> problems = new ArrayList<>();

	/** @param name as people know it, such as {@code etc/backtrac.jobs.cfg} */
	public ConfigFile(String name) {
		this.name = name;
	}

	/** A number from 1 to {@value #MOST}; the usual one if the value is none. */
	public int number(String key, String value, int usual) {
		return number(key, value, "the server takes " + usual).orElse(usual);
	}

	/** For how many days something is kept, from 1 to {@value #MOST}; empty if the value is no such number: nothing is removed then, as nobody knows what was meant. */
	public OptionalInt days(String key, String value) {
		return number(key, value, "nothing is removed");
	}

	private OptionalInt number(String key, String value, String untilThen) {
		String text = value.strip();
		if (text.matches("0*[1-9]\\d{0,3}")) {
			return OptionalInt.of(Integer.parseInt(text));
		}
		wrong(key, value, "a number from 1 to " + MOST, untilThen);
		return OptionalInt.empty();
	}

	/** Whether something is so: {@code true} or {@code false}, which it is if the value is neither. */
	public boolean isTrue(String key, String value) {
		String text = value.strip();
		if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
			wrong(key, value, "true or false", "the server takes false");
		}
		return text.equalsIgnoreCase("true");
	}

	private void wrong(String key, String value, String allowed, String untilThen) {
		tell(key + " is '" + value + "' and must be " + allowed + ": until that is mended " + untilThen);
	}

	/** Adds what else is wrong with the file: a sentence without its name and a full stop. */
	public void tell(String problem) {
		problems.add(name + ": " + problem);
	}

	/** All that was wrong so far, a sentence each. */
	public List<String> problems() {
		return List.copyOf(problems);
	}
}
