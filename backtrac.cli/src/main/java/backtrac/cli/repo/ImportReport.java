package backtrac.cli.repo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import backtrac.api.store.Adoption;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.imports.OldTree;
import backtrac.engine.jobs.imports.OldTrees;
import backtrac.engine.jobs.report.Quantities;

/** Says what comes of an import: line by line as it goes on, or all of it in one JSON document at the end, whatever ends it. */
final class ImportReport implements AutoCloseable {

	private static final String IMPORTED = "imported";
	private static final String THERE = "there";
	private static final String PLANNED = "planned";

	private final Console console;
	private final boolean dryRun;
	private final boolean json;
	private final Adoption adoption;
	private final List<Line> lines = new ArrayList<>();
	private final List<OldTrees.Skipped> skipped = new ArrayList<>();

	/** @param snapshot null if there is none yet */
	private record Line(OldTree tree, String state, Snapshot snapshot) {
	}

	/** @param adoption tells what had to be copied */
	ImportReport(Console console, boolean dryRun, boolean json, Adoption adoption) {
		this.console = console;
		this.dryRun = dryRun;
		this.json = json;
		this.adoption = adoption;
	}

	void skipped(List<OldTrees.Skipped> folders) {
		skipped.addAll(folders);
		for (OldTrees.Skipped folder : folders) {
			console.say("left out " + folder.folder() + ": " + folder.reason());
		}
	}

	void existing(OldTree tree, Snapshot snapshot) throws IOException {
		add(new Line(tree, THERE, snapshot), describe(tree) + " is snapshot " + snapshot.id() + " already"
				+ (snapshot.result() == Snapshot.Result.PARTIAL ? ", a partial one: forget it to import it anew" : ""));
	}

	void planned(OldTree tree) throws IOException {
		add(new Line(tree, PLANNED, null), "would import " + describe(tree));
	}

	void imported(OldTree tree, Backup.Result result) throws IOException {
		Problems.report(console, result.problems(), result.problemCount());
		SnapshotCounts counts = result.snapshot().counts();
		add(new Line(tree, IMPORTED, result.snapshot()), "snapshot " + result.snapshot().id() + ": " + describe(tree) + ": " + Quantities.count(counts.files(), "file")
				+ ", " + Quantities.bytes(counts.bytes()) + "; read " + Quantities.bytes(counts.bytesRead())
				+ (counts.unreadable() > 0 ? "; " + Quantities.count(counts.unreadable()) + " could not be read" : ""));
	}

	private void add(Line line, String text) throws IOException {
		lines.add(line);
		if (!json) {
			console.out().line(text);
			console.out().flush();
		}
	}

	private String describe(OldTree tree) {
		return tree.client() + "/" + tree.plan() + " of " + Format.time(tree.time(), console.zone()) + " from " + tree.folder() + " (" + tree.kind().title() + ")";
	}

	/** Sums up. */
	void finish() throws IOException {
		List<Snapshot> imported = imported();
		if (json || imported.isEmpty()) {
			return;
		}
		String copied = adoption.copiedFiles() == 0 ? "nothing was copied"
				: "copied " + Quantities.count(adoption.copiedFiles(), "file") + ", " + Quantities.bytes(adoption.copiedBytes()) + ", that could not be linked";
		console.out().line("imported " + Quantities.count(imported.size(), "snapshot") + ": read " + Quantities.bytes(sum(imported, Sum.READ)) + "; adopted "
				+ Quantities.count(sum(imported, Sum.FILES) - adoption.copiedFiles(), "content") + ", " + Quantities.bytes(sum(imported, Sum.BYTES) - adoption.copiedBytes())
				+ "; " + copied);
		console.say(imported.stream().allMatch(s -> s.result() == Snapshot.Result.COMPLETE)
				? "these old backups can be deleted now; first have a look, and 'backtrac repo verify'"
				: "keep the old backups: what could not be read is in them alone");
	}

	private enum Sum {
		READ, FILES, BYTES
	}

	private static long sum(List<Snapshot> snapshots, Sum what) {
		return snapshots.stream().map(Snapshot::counts).mapToLong(counts -> switch (what) {
		case READ -> counts.bytesRead();
		case FILES -> counts.filesStored();
		case BYTES -> counts.bytesStored();
		}).sum();
	}

	private List<Snapshot> imported() {
		return lines.stream().filter(line -> line.state().equals(IMPORTED)).map(Line::snapshot).toList();
	}

	@Override
	public void close() throws IOException {
		if (!json) {
			return;
		}
		try (Json document = new Json(console.out())) {
			document.object().put("dry_run", dryRun).array("trees");
			lines.forEach(line -> print(document, line));
			document.endArray().array("left_out");
			for (OldTrees.Skipped folder : skipped) {
				document.object().put("path", folder.folder().toString()).put("reason", folder.reason()).endObject();
			}
			document.endArray();
			List<Snapshot> imported = imported();
			document.put("bytes_read", sum(imported, Sum.READ)).put("files_adopted", sum(imported, Sum.FILES) - adoption.copiedFiles())
					.put("bytes_adopted", sum(imported, Sum.BYTES) - adoption.copiedBytes()).put("files_copied", adoption.copiedFiles())
					.put("bytes_copied", adoption.copiedBytes()).endObject();
		}
	}

	private static void print(Json document, Line line) {
		OldTree tree = line.tree();
		document.object().put("path", tree.folder().toString()).put("kind", tree.kind().name().toLowerCase(Locale.ROOT)).put("client", tree.client()).put("plan", tree.plan())
				.put("started", tree.time()).put("state", line.state());
		if (line.snapshot() != null) {
			SnapshotCounts counts = line.snapshot().counts();
			document.put("id", line.snapshot().id()).put("files", counts.files()).put("bytes", counts.bytes()).put("files_read", counts.filesRead())
					.put("bytes_read", counts.bytesRead()).put("files_stored", counts.filesStored()).put("bytes_stored", counts.bytesStored())
					.put("unreadable", counts.unreadable());
		}
		document.endObject();
	}
}
