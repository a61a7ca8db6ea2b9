package backtrac.cli.server;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The ports that a server shall listen on from now on. */
final class PortOption {

	private Integer port;
	private Integer tlsPort;

	@Spec(Spec.Target.MIXEE)
	private CommandSpec command;

	@Option(names = "--port", paramLabel = "N", description = "Listen on this port from now on (default: as in etc/org.apache.felix.http.cfg, 8080 at first).")
	void port(int number) {
		port = require(number, 1);
	}

	@Option(names = "--tls-port", paramLabel = "N", description = "Listen with encryption on this port from now on, 0: on none (default: as in etc/backtrac.https.cfg, 8443 at first).")
	void tlsPort(int number) {
		tlsPort = require(number, 0);
	}

	Ports ports() {
		return new Ports(port, tlsPort);
	}

	private int require(int number, int least) {
		if (number < least || number > 65535) {
			throw new ParameterException(command.commandLine(), "a port is a number from " + least + " to 65535, not " + number);
		}
		return number;
	}
}
