package backtrac.cli.repo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.EntryPath;
import backtrac.api.exclude.Excludes;
import backtrac.api.store.SnapshotReader;
import backtrac.api.transport.TransportSession;
import backtrac.api.transport.WritableSession;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Folders;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.console.Format;
import backtrac.cli.console.ProgressTicker;
import backtrac.cli.entries.EntryPathConverter;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.repository.RepositoryFolder;
import backtrac.engine.jobs.restore.Restore;
import backtrac.engine.local.LocalTransport;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac repo restore}. */
@CommandLine.Command(name = "restore", header = "Write files of a snapshot to a folder of this machine.", //
		description = "%nEach keeps its path. What is there already is never replaced, unless --overwrite says so.%n")
final class RepoRestore extends Command {

	@Mixin
	private SnapshotArgument snapshot;

	@Parameters(index = "2", paramLabel = "TARGET", description = "The folder; made if it is not there.")
	private Path target;

	@Option(names = "--path", paramLabel = "PATH", converter = EntryPathConverter.class, //
			description = "Only this, as 'backtrac repo ls' names it; a folder with all it holds. May be given several times.")
	private List<EntryPath> paths = List.of();

	@Option(names = "--overwrite", description = "Replace files that are there, and give folders that are there the snapshot's owner, mode and time.")
	private boolean overwrite;

	RepoRestore(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws Exception {
		try (SnapshotReader reader = snapshot.open()) {
			for (EntryPath path : paths) {
				SnapshotArgument.entry(reader, path);
			}
			Path folder = target();
			Excludes keepOut = RepositoryFolder.leaveOut(Excludes.NONE, folder, snapshot.repository());
			Files.createDirectories(folder);
			return Interruption.guard(console,
					"stopped; the files that were restored are whole, run it again with --overwrite or into a new folder for the rest", () -> restore(reader, folder, keepOut));
		}
	}

	private int restore(SnapshotReader reader, Path folder, Excludes keepOut) throws IOException, InterruptedException {
		ProgressMeter meter = new ProgressMeter();
		long begin = System.nanoTime();
		Restore.Result result;
		try (TransportSession session = new LocalTransport().open(Map.of("path", folder.toString()));
				ProgressTicker _ = ProgressTicker.start(console, meter::progress)) {
			result = new Restore(reader, (WritableSession) session, paths, overwrite, meter, keepOut).call();
		}
		Problems.report(console, result.problems(), result.problemCount());
		console.out().line("restored " + Quantities.count(result.files(), "file") + ", " + Quantities.bytes(result.bytes()) + ", to "
				+ Format.printable(folder.toString()) + " in " + Format.took(Duration.ofNanos(System.nanoTime() - begin))
				+ (result.problemCount() > 0 ? "; " + Quantities.count(result.problemCount(), "problem") : ""));
		return result.problemCount() > 0 ? Exit.PARTIAL : Exit.DONE;
	}

	private Path target() throws Failure {
		Path folder = Folders.named(target);
		if (Files.exists(folder) && !Files.isDirectory(folder)) {
			throw new Failure(target + ": not a folder");
		}
		return folder;
	}
}
