package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac snapshot pin}. */
@CommandLine.Command(name = "pin", header = "Pin a snapshot, so that no policy removes it.")
final class SnapshotPin extends RemoteCommand {

	@Parameters(paramLabel = "SNAPSHOT", description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String snapshot;

	@Option(names = "--why", paramLabel = "TEXT", description = "A line for people, as 'before the move' (default: the one that is there).")
	private String why = "";

	SnapshotPin(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		console.out().line("pinned " + link.snapshots().pin(snapshot, why));
		return Exit.DONE;
	}
}
