package backtrac.cli.repo;

import java.io.IOException;
import java.util.Set;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
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

/** {@code backtrac repo prune}. */
@CommandLine.Command(name = "prune", header = "Free content that no snapshot needs any more.", //
		description = "%nUse it after 'backtrac repo forget'. It does not run beside a backup, but waits for its end.%n")
final class RepoPrune extends Command {

	@Mixin
	private RepoArgument repo;

	@Mixin
	private WaitOption wait;

	@Option(names = "--dry-run", description = "Only say how much it would free.")
	private boolean dryRun;

	@Option(names = "--cut-off-runs", description = "Free also what backups that were cut off have stored: the next one of their plan then reads it again "
			+ "(by default it is kept for it, for 30 days).")
	private boolean cutOffRuns;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	RepoPrune(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws Exception {
		Repository repository = repo.open();
		return Interruption.guard(console, "stopped; what is freed by now was not used, run it again for the rest", () -> prune(repository));
	}

	private int prune(Repository repository) throws IOException, InterruptedException {
		PruneOptions options = dryRun ? PruneOptions.dryRun(Set.of()) : PruneOptions.FREE;
		PruneOptions wanted = cutOffRuns ? options.withCutOffRuns() : options;
		PruneReport report = wait.turn(console).take(() -> run(console, repository, wanted));
		if (json) {
			try (Json document = new Json(console.out())) {
				document.object().put("dry_run", dryRun).put("files", report.files()).put("bytes", report.bytes()).endObject();
			}
		} else {
			console.out().line((dryRun ? "would free " : "freed ") + freed(report));
		}
		return Exit.DONE;
	}

	/** Prunes, and shows how far it is. */
	static PruneReport run(Console console, Repository repository, PruneOptions options) throws IOException, InterruptedException {
		ProgressMeter meter = new ProgressMeter();
		try (ProgressTicker _ = ProgressTicker.start(console, meter::progress)) {
			return repository.prune(options, new RepositoryWork(meter));
		}
	}

	/** How much it is, for people. */
	static String freed(PruneReport report) {
		return Quantities.count(report.files(), "file") + " of the pool, " + Quantities.bytes(report.bytes());
	}
}
