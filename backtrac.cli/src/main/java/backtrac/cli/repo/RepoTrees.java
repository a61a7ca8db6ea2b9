package backtrac.cli.repo;

import java.io.IOException;
import java.util.List;

import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.Upkeep;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.engine.jobs.report.Quantities;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtrac repo trees}. */
@CommandLine.Command(name = "trees", header = "Say how many snapshots of a plan keep a tree.", //
		description = "%nA tree is the folder of a snapshot that looks like a plain copy; it takes a name in the file system for each file and folder. A"
				+ " snapshot without one is listed, read and restored just the same.%n")
final class RepoTrees extends Command {

	@Mixin
	private RepoArgument repo;

	@Option(names = "--keep", paramLabel = "N|all", converter = TreeCount.class, description = "From now on only the latest N of each plan keep theirs;"
			+ " those of older snapshots are removed at once. After a greater N, 'backtrac repo rebuild' makes what is missing.")
	private Integer keep;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	RepoTrees(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws IOException {
		Repository repository = repo.open();
		if (keep != null) {
			repository.upkeep().keepTrees(keep);
		}
		int kept = repository.upkeep().keptTrees();
		List<Snapshot> snapshots = repository.snapshots();
		long trees = snapshots.stream().filter(Snapshot::hasTree).count();
		if (json) {
			try (Json document = new Json(console.out())) {
				document.object();
				if (kept != Upkeep.ALL_TREES) {
					document.put("keep", kept);
				}
				document.put("snapshots", snapshots.size()).put("trees", trees).endObject();
			}
		} else {
			console.out().line("trees kept: " + (kept == Upkeep.ALL_TREES ? "all" : kept == 0 ? "none" : "the latest " + Quantities.count(kept) + " of each plan")
					+ "; there now: " + Quantities.count(trees) + " of " + Quantities.count(snapshots.size()));
		}
		return Exit.DONE;
	}
}
