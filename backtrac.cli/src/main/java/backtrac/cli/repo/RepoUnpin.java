package backtrac.cli.repo;

import java.io.IOException;

import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code backtrac repo unpin}. */
@CommandLine.Command(name = "unpin", header = "Take a snapshot's pin away.", //
		description = "%nNothing is removed by that, but from then on a policy may remove it.%n")
final class RepoUnpin extends Command {

	@Mixin
	private OneSnapshot snapshot;

	RepoUnpin(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws IOException {
		Repository repository = snapshot.repository();
		Snapshot found = snapshot.find(repository);
		repository.pin(found.id(), null);
		console.out().line((found.isPinned() ? "unpinned " : "not pinned: ") + Format.snapshot(found, console.zone()));
		return Exit.DONE;
	}
}
