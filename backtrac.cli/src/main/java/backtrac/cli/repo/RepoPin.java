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
import picocli.CommandLine.Option;

/** {@code backtrac repo pin}. */
@CommandLine.Command(name = "pin", header = "Keep a snapshot for good.", //
		description = "%nNo policy removes a snapshot that is pinned, and 'backtrac repo forget' refuses it, until 'backtrac repo unpin' takes the pin away. The pin is"
				+ " kept in the repository; pinned again, a snapshot has the new note only.%n")
final class RepoPin extends Command {

	@Mixin
	private OneSnapshot snapshot;

	@Option(names = "--note", paramLabel = "TEXT", description = "Why, in a line, for those who look at it later.")
	private String note = "";

	RepoPin(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws IOException {
		Repository repository = snapshot.repository();
		Snapshot found = snapshot.find(repository);
		repository.pin(found.id(), note.strip());
		console.out().line("pinned " + Format.snapshot(found.withPin(note.strip()), console.zone()));
		return Exit.DONE;
	}
}
