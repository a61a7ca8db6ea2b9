package backtrac.cli.repo;

import java.io.IOException;
import java.util.Set;

import backtrac.api.store.RebuildReport;
import backtrac.api.store.Repository;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.cli.console.ProgressTicker;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.repository.RepositoryWork;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtrac repo rebuild}. */
@CommandLine.Command(name = "rebuild", header = "Make missing or damaged trees of snapshots again.", //
		description = { "%nA tree is the folder of a snapshot that looks like a plain copy. It is made of the manifest and the pool; what is not the"
				+ " snapshot's in a damaged tree is removed with it. Trees that are sound stay as they are. Without SNAPSHOT, summaries"
				+ " (snapshot.json) that are damaged are made again, too, and missing trees only of snapshots that shall keep theirs (see 'backtrac"
				+ " repo trees').%n", "Exit code: 0 if all is there, 3 if something could not be made.%n" })
final class RepoRebuild extends Command {

	@Mixin
	private SnapshotsArgument snapshots;

	@Mixin
	private WaitOption wait;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	RepoRebuild(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws Exception {
		Repository repository = snapshots.open();
		Set<String> ids = snapshots.ids(repository);
		return Interruption.guard(console, "stopped; trees that were not done are as they were", () -> rebuild(repository, ids));
	}

	private int rebuild(Repository repository, Set<String> ids) throws IOException, InterruptedException {
		ProgressMeter meter = new ProgressMeter();
		RebuildReport report;
		try (ProgressTicker _ = ProgressTicker.start(console, meter::progress)) {
			report = wait.turn(console).take(() -> repository.upkeep().rebuild(ids, new RepositoryWork(meter)));
		}
		if (json) {
			printJson(report);
		} else {
			new DamagePrinter(console, snapshots.folder()).text(report.damage(), report.damageCount());
			console.out().line("made " + Quantities.count(report.trees(), "tree")
					+ (report.summaries() > 0 ? " and " + Quantities.count(report.summaries(), "summary", "summaries") : "") + "; "
					+ Quantities.count(report.sound(), "other is sound", "others are sound"));
		}
		return report.isWhole() ? Exit.DONE : Exit.PARTIAL;
	}

	private void printJson(RebuildReport report) throws IOException {
		try (Json document = new Json(console.out())) {
			document.object().put("whole", report.isWhole()).put("trees", report.trees()).put("summaries", report.summaries()).put("sound", report.sound());
			DamagePrinter.json(document, report.damage(), report.damageCount());
			document.endObject();
		}
	}
}
