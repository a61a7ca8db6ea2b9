package backtrac.cli.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import backtrac.cli.console.Failure;
import backtrac.cli.installation.HttpConfig;
import backtrac.cli.installation.Installation;
import backtrac.cli.installation.ServerProcess;
import backtrac.xmlrpc.client.TokenFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The server to talk to: this machine's, unless another is named. */
final class ServerOption {

	@Spec(Spec.Target.MIXEE)
	private CommandSpec command;

	private URI server;

	@Option(names = "--token", paramLabel = "FILE", description = "The file with the server's token (default: that of this machine's server).")
	private Path token;

	@Option(names = "--server", paramLabel = "URL", description = "Another server, as https://backup.example.org (default: this machine's).")
	void server(URI url) {
		if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
			throw new ParameterException(command.commandLine(), "a server is as https://backup.example.org, not '" + url + "'");
		}
		server = url;
	}

	/** Whether it is this machine's, whose folders are those that are named here. */
	boolean isThisMachine() {
		return server == null;
	}

	/** Does not connect yet. The caller closes it. */
	ServerLink open(Installation installation) throws IOException {
		URI url = server == null ? HttpConfig.read(installation).url() : server;
		if (token != null) {
			return new ServerLink(url, Files.readString(token).strip());
		}
		try {
			return new ServerLink(installation, url);
		} catch (IOException e) {
			if (isThisMachine() && e.getCause() instanceof NoSuchFileException && new ServerProcess(installation).find().isEmpty()) {
				throw new Failure("the server is not running, and there is no token at " + TokenFile.of(installation.base()) + ": 'backtrac server start' starts it", e);
			}
			throw e;
		}
	}
}
