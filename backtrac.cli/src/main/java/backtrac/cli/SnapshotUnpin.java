package backtrac.cli;

import java.io.IOException;

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
	int call(ServerLink link) throws IOException {
		String id = link.snapshots().unpin(snapshot);
		console.out().line(Format.printable("unpinned " + id));
		return Exit.DONE;
	}
}
