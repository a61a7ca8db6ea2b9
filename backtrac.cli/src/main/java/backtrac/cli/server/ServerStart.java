package backtrac.cli.server;

import java.io.IOException;

import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** {@code backtrac server start}. */
@CommandLine.Command(name = "start", header = "Start the server in the background and wait until it answers.")
final class ServerStart extends Command {

	@Mixin
	private PortOption port;

	private final Installation installation;

	ServerStart(Console console, Installation installation) {
		super(console);
		this.installation = installation;
	}

	@Override
	public Integer call() throws IOException, InterruptedException {
		ServerStarter.Running running = new ServerStarter(console, installation).start(port.port());
		console.out().line("the server is " + (running.started() ? "" : "already ") + "running at " + running.config().url() + ", process " + running.pid());
		return Exit.DONE;
	}
}
