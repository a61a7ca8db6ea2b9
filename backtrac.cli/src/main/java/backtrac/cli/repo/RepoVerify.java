package backtrac.cli.repo;

import java.io.IOException;

import backtrac.api.store.Repository;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.ProgressTicker;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.repository.RepositoryWork;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtrac repo verify}. */
@CommandLine.Command(name = "verify", header = "Prove that snapshots are whole.", //
		description = { "%nLooks whether manifests are as they were written, and the pool and the trees have all that they name. With --read-data"
				+ " all content is read and hashed, too, each once; what is damaged moves to the folder quarantine, so that the next backup that"
				+ " meets the same content stores it again; and trees are repaired.%n", "Exit code: 0 if all is well, 1 if damage was found.%n" })
final class RepoVerify extends Command {

	@Mixin
	private SnapshotsArgument snapshots;

	@Option(names = "--read-data", description = "Read and hash all content. Takes as long as reading it from the disk.")
	private boolean readData;

	@Mixin
	private WaitOption wait;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	RepoVerify(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws Exception {
		Repository repository = snapshots.open();
		VerifyOptions options = new VerifyOptions(readData, snapshots.ids(repository));
		return Interruption.guard(console, "stopped before all was looked at", () -> verify(repository, options));
	}

	private int verify(Repository repository, VerifyOptions options) throws IOException, InterruptedException {
		ProgressMeter meter = new ProgressMeter();
		VerifyReport report;
		try (ProgressTicker _ = ProgressTicker.start(console, meter::progress)) {
			report = wait.turn(console).take(() -> repository.verify(options, new RepositoryWork(meter)));
		}
		if (json) {
			VerifyPrinter.json(console, report);
		} else {
			VerifyPrinter.text(console, snapshots.folder(), report);
		}
		return report.isSound() ? Exit.DONE : Exit.FAILED;
	}
}
