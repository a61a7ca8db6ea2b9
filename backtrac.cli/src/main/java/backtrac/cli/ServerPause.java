package backtrac.cli;

import java.io.IOException;

import picocli.CommandLine;

/** {@code backtrac server pause}. */
@CommandLine.Command(name = "pause", header = "Have the scheduler start nothing at all; runs by hand begin anyway.")
final class ServerPause extends RemoteCommand {

	ServerPause(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	int call(ServerLink link) throws IOException {
		link.server().pause();
		console.out().line("paused: the scheduler starts nothing until 'backtrac server resume'");
		return Exit.DONE;
	}
}
