package backtrac.cli.remote;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.cli.console.Table;
import backtrac.cli.installation.Installation;
import backtrac.engine.jobs.report.Quantities;
import backtrac.xmlrpc.remote.SnapshotFilter;
import backtrac.xmlrpc.remote.SnapshotInfo;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** {@code backtrac snapshot list}. */
@CommandLine.Command(name = "list", header = "List the snapshots of the server's repository, the latest first.", //
		description = "%nSize is what a plain copy would take, new what the snapshot added to the repository.%n")
final class SnapshotList extends ListingCommand {

	@Option(names = "--client", paramLabel = "NAME", description = "Only those of this client.")
	private String client;

	@Option(names = "--plan", paramLabel = "NAME", description = "Only those of plans of this name.")
	private String plan;

	SnapshotList(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		List<SnapshotInfo> snapshots = all(SnapshotFilter.MOST, offset -> link.snapshots().list(new SnapshotFilter(client, plan, offset, SnapshotFilter.MOST)));
		if (isJson()) {
			printArray(snapshots, SnapshotList::json);
		} else if (snapshots.isEmpty()) {
			console.say("no snapshots");
		} else {
			printTable(snapshots);
		}
		return Exit.DONE;
	}

	private void printTable(List<SnapshotInfo> snapshots) throws IOException {
		Table table = new Table(Table.left("ID"), Table.left("TIME"), Table.left("CLIENT"), Table.left("PLAN"), Table.right("FILES"),
				Table.right("SIZE"), Table.right("NEW"), Table.left("RESULT"), Table.left("PINNED"));
		for (SnapshotInfo s : snapshots) {
			table.row(s.snapshotId(), time(s.started()), s.client(), s.plan(), Quantities.count(s.files()), Quantities.bytes(s.bytes()),
					Quantities.bytes(s.bytesStored()), s.result().toLowerCase(Locale.ROOT), !s.pinned() ? "" : s.pin().isEmpty() ? "yes" : s.pin());
		}
		table.print(console.out());
	}

	private static void json(Json json, SnapshotInfo s) {
		json.put("id", s.snapshotId()).put("client", s.client()).put("plan", s.plan()).put("source", orNull(s.source())).put("started", s.started())
				.put("finished", s.finished()).put("result", s.result().toLowerCase(Locale.ROOT)).put("files", s.files()).put("directories", s.directories())
				.put("others", s.others()).put("bytes", s.bytes()).put("files_stored", s.filesStored()).put("bytes_stored", s.bytesStored())
				.put("unreadable", s.unreadable()).put("pinned", s.pinned()).put("pin", s.pinned() ? s.pin() : null);
	}
}
