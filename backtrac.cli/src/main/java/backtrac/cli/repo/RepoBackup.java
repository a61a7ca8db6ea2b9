package backtrac.cli.repo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import backtrac.api.exclude.Excludes;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotNames;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.TransportSession;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Folders;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.ProgressTicker;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.repository.RepositoryFolder;
import backtrac.engine.local.LocalTransport;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac repo backup}. */
@CommandLine.Command(name = "backup", header = "Take a snapshot of a folder of this machine.", //
		description = "%nWhat has not changed since the last snapshot of the same client and plan is linked, not read.%n")
final class RepoBackup extends Command {

	@Mixin
	private RepoArgument repo;

	@Parameters(index = "1", paramLabel = "SOURCE", description = "The folder. The repository itself is left out if it lies in it.")
	private Path source;

	@Option(names = "--client", paramLabel = "NAME", description = "The machine that the files belong to (default: this machine's name).")
	private String client;

	@Option(names = "--plan", paramLabel = "NAME", description = "The name under which the snapshots of this folder follow each other (default: made of SOURCE, as usr-share-doc).")
	private String plan;

	@Option(names = "--exclude", paramLabel = "GLOB", description = "Leave this out, as in .gitignore: *.tmp, /cache, logs/. May be given several times.")
	private List<String> excludes = List.of();

	@Mixin
	private WaitOption wait;

	@Option(names = "--checksum", description = "Read every file, even if its size and time have not changed.")
	private boolean checksum;

	RepoBackup(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws Exception {
		Path folder = Folders.require(source);
		requireName("client", client);
		requireName("plan", plan);
		Excludes wanted = excludes();
		Repository repository = repo.open();
		SnapshotRequest request = request(folder, repository);
		Excludes leftOut = RepositoryFolder.leaveOut(wanted, folder, repository.info().location());
		return Interruption.guard(console, "stopped, no snapshot was taken; run it again, and what is stored already is not read again",
				() -> backUp(repository, folder, request, leftOut));
	}

	private int backUp(Repository repository, Path folder, SnapshotRequest request, Excludes leftOut) throws IOException, InterruptedException {
		ProgressMeter meter = new ProgressMeter();
		Backup.Result result;
		try (TransportSession session = new LocalTransport().open(Map.of("path", folder.toString()));
				ProgressTicker _ = ProgressTicker.start(console, meter::progress)) {
			boolean isWatched = console.terminal().columns() > 0;
			result = new Backup(repository, session, request, leftOut, meter, Backup.Options.DEFAULT.withEstimate(isWatched).withTurn(wait.turn(console))).call();
		}
		Problems.report(console, result.problems(), result.problemCount());
		print(result.snapshot());
		return result.problemCount() > 0 ? Exit.PARTIAL : Exit.DONE;
	}

	private void print(Snapshot snapshot) throws IOException {
		SnapshotCounts counts = snapshot.counts();
		Duration took = Duration.between(snapshot.started(), snapshot.finished());
		console.out().line("snapshot " + snapshot.id() + ": " + Quantities.count(counts.files(), "file") + ", " + Quantities.bytes(counts.bytes()) + ", in "
				+ Format.took(took) + (counts.unreadable() > 0 ? "; " + Quantities.count(counts.unreadable()) + " could not be read" : ""));
		console.out().line("linked " + Quantities.count(counts.filesLinked(), "file") + "; read " + Quantities.count(counts.filesRead(), "file") + ", "
				+ Quantities.bytes(counts.bytesRead()) + "; new in the repository " + Quantities.count(counts.filesStored(), "file") + ", "
				+ Quantities.bytes(counts.bytesStored()));
		if (snapshot.hasTree()) { // the repository may be told to keep none
			console.out().line(Format.printable(snapshot.tree().toString()));
		}
	}

	private SnapshotRequest request(Path folder, Repository repository) throws IOException {
		String clientName = client == null ? SnapshotNames.ofThisMachine() : client;
		String planName = plan == null ? PlanName.of(folder, clientName, repository.snapshots()) : plan;
		return new SnapshotRequest(clientName, planName, Instant.now(), checksum, folder.toString());
	}

	private void requireName(String what, String name) {
		Optional<String> refusal = name == null ? Optional.empty() : SnapshotNames.refusal(name);
		refusal.ifPresent(why -> {
			throw usage("the name of the " + what + " " + why);
		});
	}

	private Excludes excludes() {
		try {
			return Excludes.of(excludes);
		} catch (IllegalArgumentException e) {
			throw usage(e.getMessage());
		}
	}
}
