package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.remote.PlanDetails;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac plan show}. */
@CommandLine.Command(name = "show", header = "Show all of a plan but its secrets, which nothing gives back.")
final class PlanShow extends ListingCommand {

	@Parameters(paramLabel = "PLAN", description = "Its id, a unique beginning of that, or CLIENT/PLAN.")
	private String plan;

	PlanShow(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		PlanDetails p = link.plans().get(plan);
		if (isJson()) {
			printJson(p);
		} else {
			print(p);
		}
		return Exit.DONE;
	}

	private void print(PlanDetails p) throws IOException {
		line("plan", p.client() + "/" + p.name() + (p.paused() ? " (paused)" : ""));
		line("id", p.planId());
		line("transport", p.transport());
		for (var setting : p.settings().entrySet()) {
			line(setting.getKey(), setting.getValue().toString());
		}
		for (String secret : p.secrets()) {
			line(secret, "(set)");
		}
		list("exclude", p.excludes());
		line("schedule", p.schedule().isEmpty() ? "by hand" : p.schedule() + " (" + p.zone() + ")");
		list("window", p.windows());
		list("blackout", p.blackouts());
		if (p.endsWithWindow()) {
			line("", "runs end with their window");
		}
		if (p.jitterSeconds() > 0) {
			line("jitter", p.jitterSeconds() / 60 + " min");
		}
		line("retention", p.retention().isEmpty() ? "keeps all" : p.retention());
		line("priority", Integer.toString(p.priority()));
		line("retries", Integer.toString(p.retries()));
		if (p.allowEmpty()) {
			line("", "may be empty");
		}
		list("next run", p.next().stream().map(this::time).toList());
	}

	private void list(String name, List<String> values) throws IOException {
		for (int i = 0; i < values.size(); i++) {
			line(i == 0 ? name : "", values.get(i));
		}
	}

	private void line(String name, String value) throws IOException {
		console.out().line(Format.printable((name + " ".repeat(Math.max(1, 11 - name.length())) + value).stripTrailing()));
	}

	private void printJson(PlanDetails p) throws IOException {
		try (Json json = new Json(console.out())) {
			json.object().put("id", p.planId()).put("client", p.client()).put("plan", p.name()).put("transport", p.transport()).object("settings");
			p.settings().forEach((name, value) -> json.put(name, value.toString()));
			json.endObject().put("secrets", p.secrets()).put("excludes", p.excludes()).put("schedule", p.schedule()).put("zone", p.zone())
					.put("windows", p.windows()).put("blackouts", p.blackouts()).put("jitter_seconds", p.jitterSeconds())
					.put("ends_with_window", p.endsWithWindow()).put("retention", p.retention()).put("priority", p.priority()).put("retries", p.retries())
					.put("allow_empty", p.allowEmpty()).put("paused", p.paused()).put("next", p.next()).endObject();
		}
	}
}
