package backtrac.cli.repo;

import java.io.IOException;
import java.util.List;

import backtrac.api.diff.DiffListener;
import backtrac.api.diff.DiffSummary;
import backtrac.api.diff.SnapshotDiff;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotReader;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.engine.jobs.report.Quantities;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac repo diff}. */
@CommandLine.Command(name = "diff", header = "Show what differs between two snapshots.", //
		description = { "%nOne line for each path that differs, seen from the first snapshot to the second:", //
				"  + PATH           was added", //
				"  - PATH           was removed", //
				"  M PATH           has another content, leads elsewhere or became something else", //
				"  > OLD -> NEW     was moved: removed at one place, added with the same content at another", //
				"  m PATH (WHAT)    has other metadata only", //
				"  ? PATH           could not be read in one of the two", //
				"A folder ends with a slash; one that was moved as a whole is one line. The exit code is 0 whatever differs.%n" })
final class RepoDiff extends Command {

	@Mixin
	private RepoArgument repo;

	@Parameters(index = "1", paramLabel = "SNAPSHOT", description = "The first: an id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String first;

	@Parameters(index = "2", paramLabel = "SNAPSHOT", description = "The second, most often the later one.")
	private String second;

	@Option(names = "--path", paramLabel = "PATH", converter = EntryPathConverter.class, //
			description = "Only this, as 'backtrac repo ls' names it; a folder with all it holds. May be given several times.")
	private List<EntryPath> paths = List.of();

	@Option(names = "--stat", description = "Only say how much differs.")
	private boolean stat;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	RepoDiff(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws IOException {
		try (SnapshotReader before = repo.open(first); SnapshotReader after = repo.open(second)) {
			for (EntryPath path : paths) {
				if (before.find(path).isEmpty()) {
					SnapshotArgument.entry(after, path);
				}
			}
			if (json) {
				printJson(before, after);
			} else {
				printText(before, after);
			}
		}
		return Exit.DONE;
	}

	private void printText(SnapshotReader before, SnapshotReader after) throws IOException {
		DiffSummary summary = SnapshotDiff.compare(before, after, paths, stat ? DiffListener.NONE : new DiffText(console));
		if (stat) {
			console.out().line(text(summary));
		} else {
			console.out().flush();
			console.say(text(summary));
		}
	}

	private void printJson(SnapshotReader before, SnapshotReader after) throws IOException {
		try (Json document = new Json(console.out())) {
			document.object().put("first", before.snapshot().id()).put("second", after.snapshot().id());
			DiffSummary summary;
			if (stat) {
				summary = SnapshotDiff.compare(before, after, paths, DiffListener.NONE);
			} else {
				document.array("entries");
				summary = SnapshotDiff.compare(before, after, paths, new DiffJson(document));
				document.endArray();
			}
			document.object("summary").put("added", summary.added()).put("added_bytes", summary.addedBytes()).put("removed", summary.removed())
					.put("removed_bytes", summary.removedBytes()).put("changed", summary.changed()).put("changed_bytes", summary.changedBytes())
					.put("moved", summary.moved()).put("moved_bytes", summary.movedBytes()).put("metadata", summary.metadata())
					.put("unreadable", summary.unreadable()).endObject().endObject();
		}
	}

	/** {@code 2 added (1.2 kB), 0 removed (0 B), 1 changed (3 B), 0 moved (0 B), 4 with other metadata}. */
	private static String text(DiffSummary summary) {
		if (summary.isEmpty()) {
			return "nothing differs";
		}
		return part(summary.added(), "added", summary.addedBytes()) + ", " + part(summary.removed(), "removed", summary.removedBytes()) + ", "
				+ part(summary.changed(), "changed", summary.changedBytes()) + ", " + part(summary.moved(), "moved", summary.movedBytes()) + ", "
				+ Quantities.count(summary.metadata()) + " with other metadata"
				+ (summary.unreadable() > 0 ? ", " + Quantities.count(summary.unreadable()) + " not read in one of the two" : "");
	}

	private static String part(long count, String what, long bytes) {
		return Quantities.count(count) + " " + what + " (" + Quantities.bytes(bytes) + ")";
	}
}
