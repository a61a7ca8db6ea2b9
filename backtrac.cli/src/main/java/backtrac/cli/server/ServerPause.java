package backtrac.cli.server;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import backtrac.cli.remote.RemoteCommand;
import backtrac.cli.remote.ServerLink;
import picocli.CommandLine;

/** {@code backtrac server pause}. */
@CommandLine.Command(name = "pause", header = "Have the scheduler start nothing at all; runs by hand begin anyway.")
final class ServerPause extends RemoteCommand {

	ServerPause(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.server().pause();
		console.out().line("paused: the scheduler starts nothing until 'backtrac server resume'");
		return Exit.DONE;
	}
}
