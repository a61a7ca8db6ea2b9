package backtrac.cli.repo;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.console.Table;
import backtrac.engine.jobs.report.Quantities;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtrac repo snapshots}. */
@CommandLine.Command(name = "snapshots", header = "List a repository's snapshots, the latest first.", //
		description = "%nSize is what a plain copy would take, new what the snapshot added to the repository. With --json, 'tree' is the"
		+ " folder that looks like a plain copy, if the snapshot has one, and 'pin' the note of its pin, if it is pinned.%n")
final class RepoSnapshots extends Command {

	@Mixin
	private RepoArgument repo;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	RepoSnapshots(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws IOException {
		List<Snapshot> snapshots = repo.open().snapshots();
		if (json) {
			printJson(snapshots);
		} else if (snapshots.isEmpty()) {
			console.say("no snapshots yet: 'backtrac repo backup' takes one");
		} else {
			printTable(snapshots);
		}
		return Exit.DONE;
	}

	private void printTable(List<Snapshot> snapshots) throws IOException {
		Table table = new Table(Table.left("ID"), Table.left("TIME"), Table.left("CLIENT"), Table.left("PLAN"), Table.right("FILES"),
				Table.right("SIZE"), Table.right("NEW"), Table.left("RESULT"), Table.left(snapshots.stream().anyMatch(Snapshot::isPinned) ? "PINNED" : ""));
		for (Snapshot s : snapshots) {
			table.row(s.id(), Format.time(s.started(), console.zone()), s.client(), s.plan(), Quantities.count(s.counts().files()),
					Quantities.bytes(s.counts().bytes()), Quantities.bytes(s.counts().bytesStored()), result(s), pin(s));
		}
		table.print(console.out());
	}

	private static String pin(Snapshot snapshot) {
		return !snapshot.isPinned() ? "" : snapshot.pin().isEmpty() ? "yes" : snapshot.pin();
	}

	private void printJson(List<Snapshot> snapshots) throws IOException {
		try (Json document = new Json(console.out())) {
			document.array();
			for (Snapshot s : snapshots) {
				SnapshotCounts counts = s.counts();
				document.object().put("id", s.id()).put("client", s.client()).put("plan", s.plan()).put("source", s.source()).put("started", s.started())
						.put("finished", s.finished()).put("result", result(s)).put("tree", s.hasTree() ? s.tree().toString() : null).put("files", counts.files())
						.put("directories", counts.directories()).put("others", counts.others()).put("bytes", counts.bytes())
						.put("files_read", counts.filesRead()).put("bytes_read", counts.bytesRead()).put("files_linked", counts.filesLinked())
						.put("files_stored", counts.filesStored()).put("bytes_stored", counts.bytesStored()).put("unreadable", counts.unreadable())
						.put("pin", s.pin()).endObject();
			}
			document.endArray();
		}
	}

	private static String result(Snapshot snapshot) {
		return snapshot.result().name().toLowerCase(Locale.ROOT);
	}
}
