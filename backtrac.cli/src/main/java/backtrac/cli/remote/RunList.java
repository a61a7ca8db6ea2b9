package backtrac.cli.remote;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.engine.jobs.report.Quantities;
import backtrac.xmlrpc.remote.RunFilter;
import backtrac.xmlrpc.remote.RunInfo;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code backtrac run list}. */
@CommandLine.Command(name = "list", header = "List the runs, the latest first; those that wait or work among them.")
final class RunList extends ListingCommand {

	private static final int SHORT_ID = 8;

	@Option(names = "--plan", paramLabel = "PLAN", description = "Only those of this plan.")
	private String plan;

	@Option(names = "--client", paramLabel = "CLIENT", description = "Only those of this client.")
	private String client;

	@Option(names = "--verb", paramLabel = "VERB", description = "Only backup, restore, verify, scrub, prune or rebuild. May be given several times.")
	private List<String> verbs = List.of();

	@Option(names = "--state", paramLabel = "STATE", description = "Only queued, running, succeeded, partial, failed, cancelled or interrupted. May be given several times.")
	private List<String> states = List.of();

	@Option(names = "--limit", paramLabel = "N", description = "How many at most (default: 20).")
	private int limit = 20;

	RunList(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		if (limit < 1) {
			throw usage("--limit is 1 or more, not " + limit);
		}
		List<RunInfo> runs = runs(link);
		if (isJson()) {
			printArray(runs, RunList::json);
		} else if (runs.isEmpty()) {
			console.say("no runs");
		} else {
			printTable(runs);
		}
		return Exit.DONE;
	}

	private List<RunInfo> runs(ServerLink link) {
		List<RunInfo> all = new ArrayList<>();
		List<RunInfo> page;
		int wanted;
		do {
			wanted = Math.min(RunFilter.MOST, limit - all.size());
			RunInfo last = all.isEmpty() ? null : all.getLast();
			page = link.runs().list(new RunFilter(plan, client, verbs, states, last == null ? null : last.queued(), last == null ? null : last.runId(), wanted));
			all.addAll(page);
		} while (page.size() == wanted && all.size() < limit);
		return all;
	}

	private void printTable(List<RunInfo> runs) throws IOException {
		Table table = new Table(Table.left("ID"), Table.left("VERB"), Table.left("PLAN"), Table.left("WHY"), Table.left("BEGUN"), Table.right("TOOK"),
				Table.right("FILES"), Table.right("SIZE"), Table.right("NEW"), Table.left("STATE"));
		for (RunInfo r : runs) {
			table.row(r.runId().substring(0, Math.min(SHORT_ID, r.runId().length())), r.verb(), orDash(r.subject()), r.trigger().toLowerCase(Locale.ROOT),
					time(r.started().isEmpty() ? r.queued() : r.started()), took(r), Quantities.count(r.files()), Quantities.bytes(r.bytes()),
					Quantities.bytes(r.bytesStored()), r.state().toLowerCase(Locale.ROOT));
		}
		table.print(console.out());
	}

	/** How long it worked, or a dash. */
	static String took(RunInfo r) {
		return r.started().isEmpty() || r.finished().isEmpty() ? "-" : Format.took(Duration.between(Instant.parse(r.started()), Instant.parse(r.finished())));
	}

	static void json(Json json, RunInfo r) {
		json.put("id", r.runId()).put("verb", r.verb()).put("plan_id", orNull(r.planId())).put("subject", orNull(r.subject()))
				.put("trigger", r.trigger().toLowerCase(Locale.ROOT)).put("moment", orNull(r.moment())).put("attempt", r.attempt())
				.put("previous", orNull(r.previous())).put("server", orNull(r.server())).put("state", r.state().toLowerCase(Locale.ROOT)).put("queued", r.queued())
				.put("started", orNull(r.started())).put("finished", orNull(r.finished())).put("snapshot", orNull(r.snapshotId())).put("files", r.files())
				.put("bytes", r.bytes()).put("bytes_stored", r.bytesStored()).put("problems", r.problems()).put("message", orNull(r.message()));
	}
}
