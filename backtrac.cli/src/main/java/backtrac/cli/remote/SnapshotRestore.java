package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import backtrac.api.entry.EntryPath;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.client.RpcConnectionException;
import backtrac.xmlrpc.remote.LogFilter;
import backtrac.xmlrpc.remote.RemotePath;
import backtrac.xmlrpc.remote.RestoreRequest;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.remote.RunInfo;
import backtrac.xmlrpc.remote.RunStatus;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac snapshot restore}. */
@CommandLine.Command(name = "restore", header = "Restore files to a folder of the server, to their source, or to that of another plan.", //
		description = "%nEach keeps its path. What is there already is never replaced, unless --overwrite says so. Says where to, and prints the run's id at once, or with --follow its "
				+ "result at its end.%n", footer = { "", "Exit code with --follow: 0 all is well, 1 it failed, 3 some entries could not be restored as they were." })
final class SnapshotRestore extends ListingCommand {

	@Parameters(index = "0", paramLabel = "SNAPSHOT", description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String snapshot;

	@Parameters(index = "1", arity = "0..1", paramLabel = "TARGET", description = "A folder of the server's machine, made if it is not there; a relative one lies below the "
			+ "first of restoreRoots in the server's etc/backtrac.restore.cfg.")
	private String target;

	@Option(names = "--to-source", description = "In place of TARGET: back to where the files are from, by way of the snapshot's plan.")
	private boolean toSource;

	@Option(names = "--to-plan", paramLabel = "PLAN", description = "In place of TARGET: to the folder that another plan backs up, by way of that plan; its id, a unique beginning of "
			+ "one, or CLIENT/PLAN. For administrators.")
	private String toPlan;

	@Option(names = "--path", paramLabel = "PATH", description = "Only this, from below the folder that was backed up; a folder with all it holds. May be given several times.")
	private List<String> paths = List.of();

	@Option(names = "--overwrite", description = "Replace files that are there, and give folders that are there the snapshot's owner, mode and time.")
	private boolean overwrite;

	@Option(names = "--follow", description = "Wait for the end, with a progress bar and the log.")
	private boolean follow;

	SnapshotRestore(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws Exception {
		if (Stream.of(target != null, toSource, toPlan != null).filter(given -> given).count() != 1) {
			throw usage("give one of TARGET, a folder of the server's machine, --to-source and --to-plan");
		}
		List<Object> wanted = paths.stream().map(this::path).toList();
		String run = link.restores().start(new RestoreRequest(snapshot, wanted, target, toSource, overwrite, toPlan));
		if (follow) {
			LogFilter lines = new LogFilter(run, "INFO", null, null, 0L, LogFilter.USUAL);
			return Interruption.guard(console, "stopped waiting; the server goes on with the run " + run,
					() -> report(link, run, new RunFollower(console, link.runs(), lines, line -> console.say(LogText.line(line, console.zone()))).follow(run)));
		}
		if (isJson()) {
			print(link, run);
		} else {
			console.out().line(run);
			look(link, run).ifPresent(info -> console.say("restores " + info.subject()));
		}
		return Exit.DONE;
	}

	private Object path(String text) {
		try {
			return RemotePath.parameter(EntryPath.parse(text));
		} catch (IllegalArgumentException e) {
			throw usage("--path: " + e.getMessage());
		}
	}

	private int report(ServerLink link, String run, RunStatus end) throws IOException {
		if (isJson()) {
			print(link, run);
			return RunFollower.exit(console, "restore", end);
		}
		int exit = RunFollower.exit(console, "restore", end);
		console.out().line("run        " + run);
		console.out().line("           " + Format.printable(end.message()));
		return exit;
	}

	/** As {@code run show} prints it; the id alone if the server does not tell more now. */
	private void print(ServerLink link, String run) throws IOException {
		Optional<RunInfo> info = look(link, run);
		try (Json json = new Json(console.out())) {
			json.object();
			info.ifPresentOrElse(known -> RunList.json(json, known), () -> json.put("id", run));
			json.endObject();
		}
	}

	/** The restore has been asked for: whoever took a failure of this for one of the restore would ask twice. */
	private Optional<RunInfo> look(ServerLink link, String run) {
		try {
			return Optional.of(link.runs().get(run));
		} catch (RpcFault | RpcConnectionException e) {
			console.complain("the server has taken the restore as the run " + run + ", but does not tell more of it now: " + e.getMessage());
			return Optional.empty();
		}
	}
}
