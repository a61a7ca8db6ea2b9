package backtrac.cli.remote;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

import backtrac.cli.console.Format;
import backtrac.xmlrpc.remote.LogEntry;

/** Lines of a run's log as people read them. */
final class LogText {

	private LogText() {
	}

	static String line(LogEntry entry, ZoneId zone) {
		return Format.printable(Format.time(Instant.parse(entry.time()), zone) + "  " + (entry.level() + "   ").substring(0, 7).toLowerCase(Locale.ROOT) + "  "
				+ (entry.path().isEmpty() ? "" : entry.path() + ": ") + entry.message());
	}
}
