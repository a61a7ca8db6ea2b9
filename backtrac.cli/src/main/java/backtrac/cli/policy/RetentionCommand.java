package backtrac.cli.policy;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

import backtrac.api.retention.Retention;
import backtrac.api.retention.RetentionCandidate;
import backtrac.api.retention.RetentionDecision;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.Timespan;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.engine.scheduler.Schedule;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtrac retention}. */
@CommandLine.Command(name = "retention", header = "Tell what a policy would keep of snapshots of given times, and why.", //
		description = { "", "Reads a JSON array of times from standard input, as [\"2026-01-31T02:00:00Z\"], and prints for each, the newest first, "
				+ "whether it would be kept and for which reasons. Removes nothing.",
				"With --schedule it lets runs come instead, applies the policy after each, and tells what is left at the end and when all else goes.", "" })
public final class RetentionCommand extends Command {

	@Mixin
	private KeepOptions keep;

	@Option(names = "--schedule", paramLabel = "SCHEDULE", description = "Of runs to come: when they begin, as 'daily at 02:00', in the time zone of --zone. 'backtrac schedule --help' has the forms.")
	private String schedule;

	@Option(names = "--history", description = "With --schedule: begin with snapshots whose times are read from standard input (default: with none).")
	private boolean hasHistory;

	@Option(names = "--json", description = "As one JSON document, as always without --schedule.")
	private boolean json;

	private Timespan span;
	private Instant now;

	public RetentionCommand(Console console) {
		super(console);
	}

	@Option(names = "--for", paramLabel = "SPAN", description = "With --schedule: how far ahead, as 2y or 6m (default: 1y).")
	void span(String text) {
		try {
			span = Timespan.parse(text);
		} catch (IllegalArgumentException e) {
			throw usage("--for: " + e.getMessage());
		}
	}

	@Option(names = "--now", paramLabel = "TIME", description = "The present: snapshots of later times are kept and count for nothing "
			+ "(default: all count). With --schedule, runs come after it (default: after the real present).")
	void now(String text) {
		try {
			now = TimeArray.time(text);
		} catch (DateTimeException _) {
			throw usage("--now is a time as 2026-01-31T02:00:00Z, not '" + text + "'");
		}
	}

	@Override
	public Integer call() throws IOException {
		if (schedule != null) {
			print(forecast());
			return Exit.DONE;
		}
		if (span != null || hasHistory) {
			throw usage((hasHistory ? "--history" : "--for") + " needs --schedule, which says when runs come");
		}
		print(Retention.decide(keep.policy(), history(), now == null ? Instant.MAX : now));
		return Exit.DONE;
	}

	private List<RetentionCandidate> history() throws IOException {
		return TimeArray.read(console.in()).stream().map(time -> new RetentionCandidate("", time)).toList();
	}

	private Forecast forecast() throws IOException {
		RetentionPolicy policy = keep.policy();
		Instant from = now == null ? Instant.now() : now;
		List<RetentionCandidate> history = hasHistory ? history() : List.of();
		try {
			Timespan ahead = span == null ? Timespan.parse("1y") : span;
			return Forecast.of(Schedule.parse(schedule, policy.zone()), policy, history, from, ahead.after(from, policy.zone()));
		} catch (IllegalArgumentException e) {
			throw usage(e.getMessage());
		}
	}

	private void print(Forecast forecast) throws IOException {
		if (json) {
			forecast.printJson(console);
		} else {
			forecast.printText(console);
		}
	}

	private void print(List<RetentionDecision> decisions) throws IOException {
		try (Json document = new Json(console.out())) {
			document.array();
			for (RetentionDecision decision : decisions) {
				document.object().put("time", decision.candidate().time()).put("keep", decision.keep()).put("reasons", decision.reasons()).endObject();
			}
			document.endArray();
		}
	}
}
