package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import backtrac.cli.policy.NextRuns;
import backtrac.xmlrpc.remote.SavedPlan;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac plan set}. */
@CommandLine.Command(name = "set", header = "Change a plan; what is not given stays as it is.")
final class PlanSet extends RemoteCommand {

	@Parameters(paramLabel = "PLAN", description = "Its id, a unique beginning of that, or CLIENT/PLAN.")
	private String plan;

	@Option(names = "--name", paramLabel = "NAME", description = "Another name. Snapshots keep that under which they were taken.")
	private String name;

	@Mixin
	private PlanOptions options;

	PlanSet(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		options.check();
		String version = link.plans().get(plan).version(); // before a person is asked for secrets
		SavedPlan saved = link.plans().save(options.definition(console, plan, null, name, isThisMachine()).withVersion(version));
		console.out().line(Format.printable("changed the plan " + plan + ", " + NextRuns.sentence(saved.next(), console.zone())));
		saved.warnings().forEach(console::complain);
		return Exit.DONE;
	}
}
