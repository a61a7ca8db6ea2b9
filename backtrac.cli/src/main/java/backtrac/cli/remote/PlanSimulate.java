package backtrac.cli.remote;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import backtrac.api.retention.RetentionCandidate;
import backtrac.api.retention.RetentionDecision;
import backtrac.api.retention.RetentionForecast;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.cli.policy.Forecast;
import backtrac.cli.policy.KeepOptions;
import backtrac.xmlrpc.remote.ForecastInfo;
import backtrac.xmlrpc.remote.ForecastQuery;
import backtrac.xmlrpc.remote.RetentionChoice;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac plan simulate}. */
@CommandLine.Command(name = "simulate", header = "Tell what a policy would keep of a plan's snapshots, and why. Removes nothing.", //
		description = { "", "Without a policy it is the plan's own. With --for or --schedule it lets runs come, applies the policy after each, and tells what is left at the end "
				+ "and when all else goes. 'backtrac retention' does the same without a server.", "" })
final class PlanSimulate extends ListingCommand {

	@Parameters(paramLabel = "PLAN", description = "Its id, a unique beginning of that, or CLIENT/PLAN.")
	private String plan;

	@Mixin
	private KeepOptions keep;

	@Option(names = "--for", paramLabel = "SPAN", description = "Look ahead so far, as 2y or 6m, at the runs of the plan's schedule (with --schedule: 1y if not given).")
	private String span;

	@Option(names = "--schedule", paramLabel = "SCHEDULE", description = "Look ahead at the runs of this schedule instead, as 'daily at 02:00'.")
	private String schedule;

	@Option(names = "--no-history", description = "Look ahead as if there were no snapshots yet.")
	private boolean noHistory;

	PlanSimulate(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		String policy = Objects.requireNonNullElse(keep.text(), "");
		if (span == null && schedule == null) {
			if (noHistory) {
				throw usage("--no-history goes with --for or --schedule");
			}
			print(link.retention().simulate(plan, policy));
		} else {
			Forecast forecast = forecast(link.retention().forecast(new ForecastQuery(plan, policy, schedule, null, span, !noHistory)));
			if (isJson()) {
				forecast.printJson(console);
			} else {
				forecast.printText(console);
			}
		}
		return Exit.DONE;
	}

	private static Forecast forecast(ForecastInfo info) {
		List<RetentionDecision> left = info.left().stream().map(each -> new RetentionDecision(candidate(each.time()), true, each.reasons())).toList();
		List<RetentionForecast.Removal> removed = info.removed().stream()
				.map(each -> new RetentionForecast.Removal(candidate(each.time()), Instant.parse(each.removed()))).toList();
		return new Forecast(info.schedule(), ZoneId.of(info.zone()), info.runs(), new RetentionForecast(left, removed, info.mostSnapshots()));
	}

	private static RetentionCandidate candidate(String time) {
		return new RetentionCandidate("", Instant.parse(time));
	}

	private void print(List<RetentionChoice> choices) throws IOException {
		if (isJson()) {
			printArray(choices, (json, c) -> json.put("id", c.snapshotId()).put("time", c.time()).put("keep", c.keep()).put("reasons", c.reasons()));
		} else if (choices.isEmpty()) {
			console.say("the plan has no snapshots");
		} else {
			Table table = new Table(Table.left("ID"), Table.left("TIME"), Table.left("STAYS"), Table.left("BECAUSE"));
			choices.forEach(c -> table.row(c.snapshotId(), time(c.time()), c.keep() ? "yes" : "no", String.join(", ", c.reasons())));
			table.print(console.out());
		}
	}
}
