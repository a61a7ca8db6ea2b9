package backtrac.cli.remote;

import java.io.IOException;
import java.util.Locale;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.installation.Installation;
import backtrac.engine.jobs.report.Quantities;
import backtrac.xmlrpc.remote.SnapshotDetails;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** {@code backtrac snapshot show}. */
@CommandLine.Command(name = "show", header = "Show all about a snapshot.")
final class SnapshotShow extends ListingCommand {

	@Parameters(paramLabel = "SNAPSHOT", description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String snapshot;

	SnapshotShow(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		SnapshotDetails s = link.snapshots().get(snapshot);
		if (isJson()) {
			printJson(s);
		} else {
			print(s);
		}
		return Exit.DONE;
	}

	private void print(SnapshotDetails s) throws IOException {
		line("id", s.snapshotId());
		line("of", s.client() + "/" + s.plan() + (s.source().isEmpty() ? "" : ", " + s.source()));
		line("taken", time(s.started()) + " to " + time(s.finished()));
		line("result", s.result().toLowerCase(Locale.ROOT) + (s.unreadable() > 0 ? ", " + Quantities.count(s.unreadable()) + " not read" : ""));
		line("holds", Quantities.count(s.files(), "file") + ", " + Quantities.bytes(s.bytes()) + "; " + Quantities.count(s.directories(), "folder"));
		line("new", Quantities.count(s.filesStored(), "file") + ", " + Quantities.bytes(s.bytesStored()));
		line("pinned", s.pinned() ? s.pin().isEmpty() ? "yes" : s.pin() : "no");
		line("tree", s.tree().isEmpty() ? "none" : s.tree());
		for (var each : s.definition().entrySet()) {
			line("plan", each.getKey() + " = " + each.getValue());
		}
	}

	private void line(String name, String value) throws IOException {
		console.out().line(Format.printable(name + " ".repeat(8 - name.length()) + value));
	}

	private void printJson(SnapshotDetails s) throws IOException {
		try (Json json = new Json(console.out())) {
			json.object().put("id", s.snapshotId()).put("client", s.client()).put("plan", s.plan()).put("source", orNull(s.source())).put("started", s.started())
					.put("finished", s.finished()).put("result", s.result().toLowerCase(Locale.ROOT)).put("tree", orNull(s.tree())).put("files", s.files())
					.put("directories", s.directories()).put("others", s.others()).put("bytes", s.bytes()).put("files_read", s.filesRead())
					.put("bytes_read", s.bytesRead()).put("files_stored", s.filesStored()).put("bytes_stored", s.bytesStored()).put("unreadable", s.unreadable())
					.put("pinned", s.pinned()).put("pin", s.pinned() ? s.pin() : null).object("definition");
			s.definition().forEach((name, value) -> json.put(name, value.toString()));
			json.endObject().endObject();
		}
	}
}
