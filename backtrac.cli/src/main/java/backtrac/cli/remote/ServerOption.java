package backtrac.cli.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.Supplier;

import backtrac.cli.console.Console;
import backtrac.cli.console.Failure;
import backtrac.cli.installation.HttpConfig;
import backtrac.cli.installation.Installation;
import backtrac.cli.installation.ServerProcess;
import backtrac.xmlrpc.client.Fingerprint;
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
	private Fingerprint fingerprint;

	@Option(names = "--token", paramLabel = "FILE", description = "The file with a token for the server (default: $BACKTRAC_TOKEN_FILE for the server of $BACKTRAC_SERVER, that of this machine for its own).")
	private Path token;

	@Option(names = "--server", paramLabel = "URL", description = "Another server, as https://backup.example.org:8443 (default: $BACKTRAC_SERVER, or this machine's).")
	void server(String url) {
		server = parse(() -> Target.server(url));
	}

	@Option(names = "--fingerprint", paramLabel = "SHA256", description = "The fingerprint of the server's certificate, as 'backtrac server status' tells it there: no other is accepted, and its name does not matter (default: $BACKTRAC_FINGERPRINT for the server of $BACKTRAC_SERVER).")
	void fingerprint(String text) {
		fingerprint = parse(() -> new Fingerprint(text));
	}

	/** Whether it is this machine's, whose folders are those that are named here. */
	boolean isThisMachine() {
		String named = System.getenv(Target.SERVER);
		return server == null && (named == null || named.isBlank());
	}

	/** Where the token is. */
	Path tokenFile(Installation installation) throws Failure {
		Path named = target().token();
		return named == null ? installation.tokenFile() : named;
	}

	/** Does not connect yet. The caller closes it. */
	ServerLink open(Installation installation, Console console) throws IOException {
		Target target = target();
		URI url = target.isThisMachine() ? HttpConfig.read(installation).url() : target.server();
		if (target.token() != null) {
			return new ServerLink(url, TokenFile.readFrom(target.token()), target.fingerprint(), Patience.of(console));
		}
		if (!target.isOwn(installation)) {
			throw new Failure("which token opens " + url + "? Make one there with 'backtrac token add', and give its file with --token"
					+ (System.getenv(Target.TOKEN_FILE) == null ? "" : " (" + Target.TOKEN_FILE + " is for the server of " + Target.SERVER + ")"));
		}
		if (new ServerProcess(installation).find().isEmpty()) { // whoever listens there now is somebody else
			throw new Failure("the server is not running: 'backtrac server start' starts it");
		}
		return new ServerLink(url, ServerLink.readToken(installation), target.fingerprint(), Patience.of(console));
	}

	private Target target() throws Failure {
		Target target = new Target(server, token, fingerprint).or(System::getenv);
		if (fingerprint != null && target.isThisMachine()) {
			throw new ParameterException(command.commandLine(), "--fingerprint is that of another server: name it with --server");
		}
		return target;
	}

	private <T> T parse(Supplier<T> value) {
		try {
			return value.get();
		} catch (IllegalArgumentException e) {
			throw new ParameterException(command.commandLine(), e.getMessage(), e);
		}
	}
}
