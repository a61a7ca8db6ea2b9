package backtrac.cli.remote;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import backtrac.api.exclude.Excludes;
import backtrac.cli.command.Folders;
import backtrac.cli.console.Console;
import backtrac.xmlrpc.remote.PlanDefinition;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what a plan shall be. What is not given stays as it is. */
final class PlanOptions {

	/** A week, in minutes: what a server takes. */
	private static final int MOST_JITTER = 7 * 24 * 60;

	@Spec(Spec.Target.MIXEE)
	private CommandSpec command;

	@Option(names = "--path", paramLabel = "DIR", description = "The folder to protect, one of the server's own machine.")
	private Path path;

	@Option(names = "--transport", paramLabel = "SCHEME", description = "The way to the files (default: local, folders of the server's machine).")
	private String transport;

	@Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting of the transport; an empty value takes it away. May be given several times.")
	private Map<String, String> settings = new LinkedHashMap<>();

	@Option(names = "--secret", paramLabel = "NAME", description = "A secret of the transport, such as 'password'. Its value is asked for on the terminal, "
			+ "or is the next line of standard input; an empty one takes it away. May be given several times.")
	private List<String> secrets = List.of();

	@Option(names = "--exclude", paramLabel = "GLOB", description = "Leave this out, as in .gitignore: *.tmp, /cache, logs/. Takes the place of those that are "
			+ "there; '' leaves none. May be given several times, as --window and --blackout.")
	private List<String> excludes;

	@Option(names = "--schedule", paramLabel = "WORDS", description = "When, as 'daily at 02:00', 'every 6 hours' or 'cron 30 2 * * 1-5' (see 'backtrac schedule "
			+ "--help'); '' by hand only (default).")
	private String schedule;

	@Option(names = "--zone", paramLabel = "ZONE", description = "The time zone, as Europe/Berlin (default: that of the server's machine).")
	private String zone;

	@Option(names = "--window", paramLabel = "TIMES", description = "When runs may start, as 'mon-fri 20:00-06:00' (default: always).")
	private List<String> windows;

	@Option(names = "--blackout", paramLabel = "TIMES", description = "When no run may start, in the same form.")
	private List<String> blackouts;

	@Option(names = "--ends-with-window", negatable = true, description = "Cancel a run that still works when its window closes.")
	private Boolean endsWithWindow;

	@Option(names = "--jitter", paramLabel = "MINUTES", description = "Spread starts over so many minutes after the schedule's (default: 0).")
	private Integer jitter;

	@Option(names = "--retention", paramLabel = "POLICY", description = "Which snapshots stay, as 'standard' or 'cascade last=3 daily=13 weekly=8'; '' keeps all (default).")
	private String retention;

	@Option(names = "--priority", paramLabel = "N", description = "Of runs that wait, those of the highest begin first (default: 0).")
	private Integer priority;

	@Option(names = "--retries", paramLabel = "N", description = "How often a run that failed is tried again (default: 3).")
	private Integer retries;

	@Option(names = "--allow-empty", negatable = true, description = "A folder without any file is no error.")
	private Boolean allowEmpty;

	/** Refuses what makes no sense whatever the plan is, before anybody is asked for anything. */
	void check() {
		try {
			Excludes.of(some(excludes));
		} catch (IllegalArgumentException e) {
			throw new ParameterException(command.commandLine(), e.getMessage(), e);
		}
		if (jitter != null && (jitter < 0 || jitter > MOST_JITTER)) {
			throw new ParameterException(command.commandLine(), "--jitter is from 0 to " + MOST_JITTER + " minutes, not " + jitter);
		}
	}

	/**
	 * What to save. Asks for the secrets.
	 *
	 * @param plan        the plan to change; null for a new one
	 * @param client      of a new one; else null
	 * @param name        null if it stays
	 * @param isLocalPath whether a path is one of this very machine
	 */
	PlanDefinition definition(Console console, String plan, String client, String name, boolean isLocalPath) throws IOException {
		Map<String, Object> all = new HashMap<>(settings);
		if (path != null) {
			all.put("path", (isLocalPath ? Folders.named(path) : path).toString());
		}
		check();
		Map<String, Object> values = new HashMap<>();
		for (String secret : secrets) {
			values.put(secret, console.readSecret(secret));
		}
		return new PlanDefinition(plan, client, name, transport, all, values, given(excludes), schedule, zone, given(windows), given(blackouts),
				jitter == null ? null : Integer.valueOf(60 * jitter), endsWithWindow, retention, priority, retries, allowEmpty);
	}

	private static List<String> some(List<String> list) {
		return list == null ? List.of() : list.stream().filter(each -> !each.isEmpty()).toList();
	}

	/** Null if the option was not there at all. */
	private static List<String> given(List<String> list) {
		return list == null ? null : some(list);
	}
}
