package backtrac.cli.remote;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac snapshot unpin}. */
@CommandLine.Command(name = "unpin", header = "Take a snapshot's pin away.")
final class SnapshotUnpin extends RemoteCommand {

	@Parameters(paramLabel = "SNAPSHOT", description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String snapshot;

	SnapshotUnpin(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		String id = link.snapshots().unpin(snapshot);
		console.out().line(Format.printable("unpinned " + id));
		return Exit.DONE;
	}
}
