package backtrac.cli.policy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;

import backtrac.cli.console.Format;

/** Says when runs come. */
public final class NextRuns {

	private NextRuns() {
	}

	/** In the zone of a schedule, with the day of the week and the offset from UTC: "Mon 2026-01-31 02:00:00 +01:00". */
	public static String format(Instant run, ZoneId zone) {
		return run.atZone(zone).getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ROOT) + " " + Format.timeAndOffset(run, zone);
	}

	/** The end of a sentence. */
	public static String sentence(List<String> next, ZoneId reader) {
		return next.isEmpty() ? "which runs by hand only" : "next run " + Format.time(Instant.parse(next.getFirst()), reader);
	}
}
