package backtrac.cli.repo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotNames;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Folders;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.ProgressTicker;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.imports.Import;
import backtrac.engine.jobs.imports.OldTree;
import backtrac.engine.jobs.imports.OldTrees;
import backtrac.engine.jobs.imports.TreeTime;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.local.LocalTransport;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac repo import}. */
@CommandLine.Command(name = "import", header = "Adopt backups of rsync --link-dest, rsnapshot and Back In Time, without a copy.", //
		description = { "%nEach old backup becomes a snapshot of its own time. Its files are linked, not copied, and one that several backups share is"
				+ " read once; so they have to lie on the repository's file system. Nothing is changed in the old backups, and they can be deleted"
				+ " afterwards. Until then nothing may write into them.%n",
				"What was imported before is passed over; so an import that was cut off goes on when it is called again.%n" })
final class RepoImport extends Command {

	@Mixin
	private RepoArgument repo;

	@Parameters(index = "1..*", arity = "1..*", paramLabel = "TREE", //
			description = "An old backup, or the folder that holds them: dated folders of rsync, rsnapshot's snapshot_root, Back In Time's folder.")
	private List<Path> folders;

	@Option(names = "--client", paramLabel = "NAME", description = "Whose files these are (default: what the folders' names tell, else this machine).")
	private String client;

	@Option(names = "--plan", paramLabel = "NAME", description = "What of them (default: rsync, rsnapshot or backintime-USER-PROFILE).")
	private String plan;

	@Option(names = "--path", paramLabel = "PATH", description = "Take this folder of each backup as if it were all, so that a backup of just that folder goes on from there.")
	private String path;

	@Option(names = "--time", paramLabel = "TIME", description = "When the only TREE was made, such as 2024-01-31T02:00 (default: by its name, else the folder's own time).")
	private String time;

	@Mixin
	private WaitOption wait;

	@Option(names = "--dry-run", description = "Only say what would become what.")
	private boolean dryRun;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	RepoImport(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws Exception {
		requireNames();
		for (Path folder : folders) {
			Folders.require(folder);
		}
		Repository repository = repo.open();
		OldTrees found = find();
		Import work = new Import(repository, new LocalTransport(), wait.turn(console));
		work.check(found.trees());
		ImportReport report = new ImportReport(console, dryRun, json, work.adoption());
		report.skipped(found.skipped());
		if (found.trees().isEmpty()) {
			throw new Failure("no backups were found: name dated folders of rsync, rsnapshot's snapshot_root, or Back In Time's folder");
		}
		try (report) {
			return Interruption.guard(console, "stopped; what is imported stays, run it again for the rest", () -> run(work, found.trees(), report));
		}
	}

	private void requireNames() {
		require("client", client);
		require("plan", plan);
		if (path != null && (path.isBlank() || Path.of(path).normalize().startsWith(".."))) {
			throw usage("--path must name a folder in the old backups: '" + path + "' is none");
		}
	}

	private void require(String what, String name) {
		if (name != null) {
			SnapshotNames.refusal(name).ifPresent(why -> {
				throw usage("the name of the " + what + " " + why);
			});
		}
	}

	private OldTrees find() throws IOException {
		OldTrees found = OldTrees.find(folders, console.zone());
		if (time != null) {
			Instant at = TreeTime.find(time, console.zone()).orElseThrow(() -> usage("'" + time + "' is no time: give one such as 2024-01-31T02:00"));
			if (found.trees().size() != 1) {
				throw usage("--time is for one backup, and " + found.trees().size() + " were found");
			}
			found = new OldTrees(List.of(found.trees().getFirst().at(at)), found.skipped());
		}
		OldTrees wanted = path == null ? found : found.below(path.replaceFirst("^/+", ""));
		if (client != null && wanted.trees().stream().map(OldTree::client).distinct().count() > 1 && plan != null) {
			throw usage("these are backups of several clients, which cannot all be of one client and plan: name the folders of one");
		}
		return wanted.named(client, plan);
	}

	private int run(Import work, List<OldTree> trees, ImportReport report) throws IOException, InterruptedException {
		boolean partial = false;
		List<Known> passed = new ArrayList<>();
		for (OldTree tree : trees) {
			Optional<Snapshot> existing = work.existing(tree);
			if (existing.isPresent()) {
				passed.clear(); // the latest one shares the most with what comes
				passed.add(new Known(tree, existing.get()));
				report.existing(tree, existing.get());
			} else if (dryRun) {
				report.planned(tree);
			} else {
				for (Known known : passed) {
					work.recall(known.tree(), known.snapshot());
				}
				passed.clear();
				Backup.Result result = take(work, tree);
				partial |= result.problemCount() > 0;
				report.imported(tree, result);
			}
		}
		report.finish();
		return partial ? Exit.PARTIAL : Exit.DONE;
	}

	private record Known(OldTree tree, Snapshot snapshot) {
	}

	private Backup.Result take(Import work, OldTree tree) throws IOException, InterruptedException {
		ProgressMeter meter = new ProgressMeter();
		try (ProgressTicker _ = ProgressTicker.start(console, meter::progress)) {
			return work.run(tree, meter, console.terminal().columns() > 0);
		}
	}
}
