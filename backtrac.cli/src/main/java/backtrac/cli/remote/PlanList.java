package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.PlanFilter;
import backtrac.xmlrpc.remote.PlanInfo;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac plan list}. */
@CommandLine.Command(name = "list", header = "List the plans, by client and name, with their last and next runs.")
final class PlanList extends ListingCommand {

	@Parameters(arity = "0..1", paramLabel = "TEXT", description = "Only those whose name, or whose client's name, has this in it.")
	private String text = "";

	@Option(names = "--client", paramLabel = "CLIENT", description = "Only those of this client.")
	private String client;

	@Option(names = "--health", paramLabel = "STATE", description = "Only those that are failed, overdue, partial, never (run) or good.")
	private String health;

	PlanList(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		List<PlanInfo> plans = all(PlanFilter.MOST, offset -> link.plans().list(PlanFilter.page(client, text, health, offset)));
		if (isJson()) {
			printArray(plans, PlanList::json);
		} else if (plans.isEmpty()) {
			console.say(text.isEmpty() && client == null && health == null ? "no plans yet: 'backtrac plan add' adds one" : "no plan is like that");
		} else {
			printTable(plans);
		}
		return Exit.DONE;
	}

	private void printTable(List<PlanInfo> plans) throws IOException {
		Table table = new Table(Table.left("PLAN"), Table.left("SCHEDULE"), Table.left("NEXT"), Table.left("LAST RUN"), Table.left("RESULT"),
				Table.left("HEALTH"));
		for (PlanInfo p : plans) {
			table.row(p.client() + "/" + p.plan(), p.schedule().isEmpty() ? "by hand" : p.schedule(), next(p), time(p.lastFinished()),
					orDash(p.lastState().toLowerCase(Locale.ROOT)), p.health().toLowerCase(Locale.ROOT));
		}
		table.print(console.out());
	}

	private String next(PlanInfo p) {
		if (p.paused()) {
			return "paused";
		}
		boolean isPlain = p.waiting().isEmpty() || p.waiting().equals("SCHEDULE");
		return time(p.next()) + (isPlain ? "" : " (" + p.waiting().toLowerCase(Locale.ROOT) + ")");
	}

	private static void json(Json json, PlanInfo p) {
		json.put("id", p.planId()).put("client", p.client()).put("plan", p.plan()).put("client_id", p.clientId()).put("transport", p.transport())
				.put("schedule", p.schedule()).put("paused", p.paused()).put("health", p.health().toLowerCase(Locale.ROOT)).put("next", orNull(p.next()))
				.put("waiting", orNull(p.waiting().toLowerCase(Locale.ROOT))).put("last_run", orNull(p.lastRunId()))
				.put("last_state", orNull(p.lastState().toLowerCase(Locale.ROOT))).put("last_finished", orNull(p.lastFinished()))
				.put("last_message", orNull(p.lastMessage())).put("last_backup", orNull(p.lastBackup())).put("last_complete", orNull(p.lastComplete()));
	}
}
