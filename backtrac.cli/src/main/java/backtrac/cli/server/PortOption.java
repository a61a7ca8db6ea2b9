package backtrac.cli.server;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The port that a server shall listen on from now on. */
final class PortOption {

	private Integer port;

	@Spec(Spec.Target.MIXEE)
	private CommandSpec command;

	@Option(names = "--port", paramLabel = "N", description = "Listen on this port from now on (default: as in etc/org.apache.felix.http.cfg, 8080 at first).")
	void port(int number) {
		if (number < 1 || number > 65535) {
			throw new ParameterException(command.commandLine(), "a port is a number from 1 to 65535, not " + number);
		}
		port = number;
	}

	/** Null if none was given. */
	Integer port() {
		return port;
	}
}
