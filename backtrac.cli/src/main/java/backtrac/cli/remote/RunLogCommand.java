package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.engine.jobs.report.Quantities;
import backtrac.xmlrpc.remote.CauseInfo;
import backtrac.xmlrpc.remote.LogEntry;
import backtrac.xmlrpc.remote.LogFilter;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac run log}. */
@CommandLine.Command(name = "log", header = "Show what a run has to tell, or with --causes its troubles grouped by their cause.")
final class RunLogCommand extends ListingCommand {

	@Parameters(paramLabel = "RUN", description = "Its id, or a unique beginning of that.")
	private String run;

	@Option(names = "--level", paramLabel = "LEVEL", description = "Only debug, info, warning or error, and what is graver (default: info).")
	private String level = "info";

	@Option(names = "--text", paramLabel = "TEXT", description = "Only lines that have this in path, message or cause.")
	private String text;

	@Option(names = "--cause", paramLabel = "CAUSE", description = "Only lines with just this cause.")
	private String cause;

	@Option(names = "--follow", description = "Go on until the run has ended.")
	private boolean follow;

	@Option(names = "--causes", description = "One line a cause, the most frequent first.")
	private boolean causes;

	RunLogCommand(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws Exception {
		if (causes && (follow || text != null || cause != null)) {
			throw usage("--causes goes with no other option but --json");
		}
		if (follow && isJson()) {
			throw usage("--json is one document, which has an end: it does not go with --follow");
		}
		if (causes) {
			print(link.runs().causes(run));
			return Exit.DONE;
		}
		LogFilter filter = new LogFilter(run, level, text, cause, 0L, LogFilter.MOST);
		if (follow) {
			return Interruption.guard(console, "stopped looking; the run goes on", () -> {
				new RunFollower(console, link.runs(), filter, this::show).follow(link.runs().get(run).runId());
				return Exit.DONE;
			});
		}
		print(link, filter);
		return Exit.DONE;
	}

	private void show(LogEntry entry) throws IOException {
		console.out().line(LogText.line(entry, console.zone()));
		console.out().flush();
	}

	private void print(ServerLink link, LogFilter first) throws IOException {
		List<LogEntry> page = link.runs().log(first); // if that fails there is no document
		try (Json json = isJson() ? new Json(console.out()) : null) {
			if (json != null) {
				json.array();
			}
			LogFilter filter = first;
			while (!page.isEmpty()) {
				for (LogEntry entry : page) {
					if (json == null) {
						console.out().line(LogText.line(entry, console.zone()));
					} else {
						json.object().put("id", entry.id()).put("time", entry.time()).put("level", entry.level().toLowerCase(Locale.ROOT))
								.put("phase", entry.phase().toLowerCase(Locale.ROOT)).put("path", orNull(entry.path())).put("message", entry.message())
								.put("cause", orNull(entry.cause())).endObject();
					}
					filter = filter.after(entry.id());
				}
				page = page.size() == LogFilter.MOST ? link.runs().log(filter) : List.of();
			}
			if (json != null) {
				json.endArray();
			}
		}
	}

	private void print(List<CauseInfo> found) throws IOException {
		if (isJson()) {
			printArray(found, (json, c) -> json.put("cause", c.cause()).put("level", c.level().toLowerCase(Locale.ROOT)).put("count", c.count())
					.put("path", orNull(c.path())));
		} else if (found.isEmpty()) {
			console.say("no trouble");
		} else {
			Table table = new Table(Table.right("LINES"), Table.left("LEVEL"), Table.left("CAUSE"), Table.left("FIRST"));
			found.forEach(c -> table.row(Quantities.count(c.count()), c.level().toLowerCase(Locale.ROOT), c.cause(), orDash(c.path())));
			table.print(console.out());
		}
	}
}
