package backtrac.cli.server;

import java.io.IOException;

import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.installation.Installation;
import backtrac.cli.remote.RemoteCommand;
import backtrac.cli.remote.ServerLink;
import picocli.CommandLine;

/** {@code backtrac server resume}. */
@CommandLine.Command(name = "resume", header = "Have the scheduler start runs again.")
final class ServerResume extends RemoteCommand {

	ServerResume(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	protected int call(ServerLink link) throws IOException {
		link.server().resume();
		console.out().line("resumed: clients and plans that are paused by themselves stay so");
		return Exit.DONE;
	}
}
