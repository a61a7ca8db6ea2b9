package backtrac.cli.server;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.installation.Installation;
import backtrac.cli.installation.ServerProcess;
import picocli.CommandLine;

/** {@code backtrac server stop}. */
@CommandLine.Command(name = "stop", header = "Stop the server; runs that it is at are ended cleanly.")
final class ServerStop extends Command {

	private static final int PATIENCE_SECONDS = 60;

	private final Installation installation;

	ServerStop(Console console, Installation installation) {
		super(console);
		this.installation = installation;
	}

	@Override
	public Integer call() throws IOException, InterruptedException, ExecutionException {
		Optional<ProcessHandle> process = new ServerProcess(installation).find();
		if (process.isEmpty()) {
			console.out().line("the server is not running");
			return Exit.DONE;
		}
		long pid = process.get().pid();
		if (!process.get().destroy()) {
			throw new Failure("the server, process " + pid + ", cannot be stopped: be the user that it runs as");
		}
		try {
			process.get().onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
		} catch (TimeoutException e) {
			throw new Failure("the server, process " + pid + ", has not ended after " + PATIENCE_SECONDS + " s: see " + installation.log(), e);
		}
		Files.deleteIfExists(installation.pidFile());
		console.out().line("the server has stopped");
		return Exit.DONE;
	}
}
