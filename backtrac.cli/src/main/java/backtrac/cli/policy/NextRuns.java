package backtrac.cli.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Says when runs come. */
public final class NextRuns {

	private static final DateTimeFormatter FOR_PEOPLE = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm xxx", Locale.ROOT);

	private NextRuns() {
	}

	/** With its day and its offset from UTC. */
	public static String format(Instant run, ZoneId zone) {
		return run.atZone(zone).format(FOR_PEOPLE);
	}

	/** The end of a sentence. */
	public static String sentence(List<String> next, ZoneId zone) {
		return next.isEmpty() ? "which runs by hand only" : "next run " + format(Instant.parse(next.getFirst()), zone);
	}
}
