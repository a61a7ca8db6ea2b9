package backtrac.engine.jobs.runner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * How many runs may work at once.
 *
 * @param runs         in all; as many restores beside them
 * @param perClient    backups of one client
 * @param perTransport backups over a transport, by its scheme; those that are absent have no limit of their own
 */
record Limits(int runs, int perClient, Map<String, Integer> perTransport) {

	Limits {
		runs = Math.max(1, runs);
		perClient = Math.max(1, perClient);
		perTransport = Map.copyOf(perTransport);
	}

	/**
	 * Reads limits as a file of the configuration has them.
	 *
	 * @param perTransport such as {@code smb=4, local=2}
	 * @param complain     told a sentence about each part that makes no sense, which counts for nothing
	 */
	static Limits parse(int runs, int perClient, String perTransport, Consumer<String> complain) {
		Map<String, Integer> limits = new HashMap<>();
		for (String part : parts(perTransport)) {
			int equals = part.indexOf('=');
			String number = part.substring(equals + 1).strip();
			if (equals > 0 && number.matches("[1-9][0-9]{0,5}")) {
				limits.put(part.substring(0, equals).strip(), Integer.valueOf(number));
			} else {
				complain.accept("runsPerTransport has '" + part + "', which is no limit: write a transport and a number above 0, such as smb=4");
			}
		}
		return new Limits(runs, perClient, limits);
	}

	private static List<String> parts(String text) {
		List<String> parts = new ArrayList<>();
		for (String part : text.split(",")) {
			if (!part.isBlank()) {
				parts.add(part.strip());
			}
		}
		return parts;
	}

	int of(String transport) {
		return perTransport.getOrDefault(transport, Integer.MAX_VALUE);
	}
}
