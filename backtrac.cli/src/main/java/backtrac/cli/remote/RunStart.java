package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import backtrac.cli.command.Exit;
import backtrac.cli.command.Interruption;
import backtrac.cli.command.ShareConverter;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import backtrac.engine.jobs.report.Quantities;
import backtrac.xmlrpc.remote.LogFilter;
import backtrac.xmlrpc.remote.RunApi;
import backtrac.xmlrpc.remote.RunStatus;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac run start}. */
@CommandLine.Command(name = "start", header = "Back a plan up now, or have the server do another thing.", //
		description = "%nPrints the run's id at once, or with --follow its result at its end. A backup of the plan that waits or works is the one.%n", footer = { "",
				"Exit code with --follow: 0 all is well, 1 it failed, 3 some files could not be read." })
final class RunStart extends RemoteCommand {

	@Parameters(arity = "0..1", paramLabel = "PLAN", description = "The plan to back up: its id, a unique beginning of that, or CLIENT/PLAN.")
	private String plan;

	@Option(names = "--verify", arity = "0..*", paramLabel = "SNAPSHOT", description = "Prove that these snapshots, or all, are whole.")
	private List<String> verify;

	@Option(names = "--read-data", description = "With --verify: read each content and compare it with its hash.")
	private boolean readData;

	@Option(names = "--scrub", paramLabel = "SHARE", converter = ShareConverter.class, description = "Read the next share of the pool, as 1/30; 1 is all.")
	private Double scrub;

	@Option(names = "--prune", description = "Free content that no snapshot needs any more.")
	private boolean prune;

	@Option(names = "--rebuild", description = "Make what is missing again from the repository: trees, and what the catalog should know.")
	private boolean rebuild;

	@Option(names = "--follow", description = "Wait for the end, with a progress bar and the log.")
	private boolean follow;

	RunStart(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws Exception {
		long wanted = Stream.of(plan != null, verify != null, scrub != null, prune, rebuild).filter(each -> each).count();
		if (wanted != 1 || readData && verify == null) {
			throw usage("give a PLAN, --verify, --scrub, --prune or --rebuild, and only one of them");
		}
		String run = start(link.runs());
		if (!follow) {
			console.out().line(run);
			return Exit.DONE;
		}
		LogFilter lines = new LogFilter(run, "INFO", null, null, 0L, LogFilter.USUAL);
		return Interruption.guard(console, "stopped waiting; the server goes on with the run " + run,
				() -> report(run, new RunFollower(console, link.runs(), lines, line -> console.say(LogText.line(line, console.zone()))).follow(run)));
	}

	private String start(RunApi runs) {
		if (plan != null) {
			return runs.start(plan);
		}
		if (verify != null) {
			return runs.verify(verify, readData);
		}
		if (scrub != null) {
			return runs.scrub(scrub);
		}
		return prune ? runs.prune() : runs.rebuild();
	}

	private int report(String run, RunStatus end) throws IOException {
		int exit = RunFollower.exit(console, plan == null ? "the run has" : "backup", end);
		console.out().line("run        " + run);
		if (plan != null) {
			console.out().line("snapshot   " + Format.printable(end.snapshotPath().isEmpty() ? end.snapshotId() : end.snapshotPath()));
			console.out().line("           " + Quantities.count(end.filesDone(), "file") + ", " + Quantities.bytes(end.bytesDone()));
		} else {
			console.out().line("           " + Format.printable(end.message()));
		}
		return exit;
	}
}
