package backtrac.cli.remote;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.cli.installation.Installation;
import backtrac.cli.policy.NextRuns;
import backtrac.xmlrpc.remote.PlanDefinition;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac plan next}. */
@CommandLine.Command(name = "next", header = "Tell when a plan runs next: within its windows, with its jitter, in its time zone.")
final class PlanNext extends ListingCommand {

	@Parameters(paramLabel = "PLAN", description = "Its id, a unique beginning of that, or CLIENT/PLAN.")
	private String plan;

	@Option(names = "--next", paramLabel = "N", description = "How many, up to 1000 (default: 5).")
	private int count = 5;

	PlanNext(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		PlanDefinition asItIs = new PlanDefinition(plan, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
		List<String> runs = link.plans().preview(asItIs, count);
		ZoneId zone = ZoneId.of(link.plans().get(plan).zone());
		if (isJson()) {
			try (Json json = new Json(console.out())) {
				json.object().put("zone", zone.getId()).put("next", runs).endObject();
			}
		} else if (runs.isEmpty()) {
			console.say("it runs by hand only");
		} else {
			for (String run : runs) {
				console.out().line(NextRuns.format(Instant.parse(run), zone));
			}
		}
		return Exit.DONE;
	}
}
