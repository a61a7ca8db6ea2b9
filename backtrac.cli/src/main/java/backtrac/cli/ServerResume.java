package backtrac.cli;

import java.io.IOException;

import picocli.CommandLine;

/** {@code backtrac server resume}. */
@CommandLine.Command(name = "resume", header = "Have the scheduler start runs again.")
final class ServerResume extends RemoteCommand {

	ServerResume(Console console, Installation installation) {
		super(console, installation);
	}

	@Override
	int call(ServerLink link) throws IOException {
		link.server().resume();
		console.out().line("resumed: clients and plans that are paused by themselves stay so");
		return Exit.DONE;
	}
}
