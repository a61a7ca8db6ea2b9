package backtrac.cli.server;

import java.io.IOException;

import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.installation.HttpConfig;
import backtrac.cli.installation.Installation;
import backtrac.cli.installation.ServerProcess;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/**
 * {@code backtrac server run}: makes everything ready; the start script, which waits for that, then becomes the server.
 */
@CommandLine.Command(name = "run", header = "Run the server in the foreground until Ctrl-C or SIGTERM ends it.", footer = { "",
		"Exit code: 130 after Ctrl-C, 143 after SIGTERM (systemd: SuccessExitStatus=143), 1 if it could not start." })
final class ServerRun extends Command {

	/** What the start script says its own process id with. */
	static final String PID = "backtrac.pid";

	@Mixin
	private PortOption port;

	private final Installation installation;

	ServerRun(Console console, Installation installation) {
		super(console);
		this.installation = installation;
	}

	@Override
	public Integer call() throws IOException {
		Long pid = Long.getLong(PID);
		if (pid == null) {
			throw new Failure("'backtrac server run' needs the start script bin/backtrac");
		}
		ServerProcess process = new ServerProcess(installation);
		process.requireNone(pid);
		HttpConfig config = new ServerSetup(installation).prepare(port.port());
		process.claim(pid);
		console.say("starting the server at " + config.url() + ", Ctrl-C ends it");
		return Exit.BECOME_SERVER;
	}
}
