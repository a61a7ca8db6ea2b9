package backtrac.cli.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import backtrac.cli.console.Failure;
import backtrac.cli.installation.HttpConfig;
import backtrac.cli.installation.HttpsConfig;
import backtrac.cli.installation.Installation;
import backtrac.xmlrpc.client.Fingerprint;

/**
 * The server that a command goes to.
 *
 * @param server      null for this machine's
 * @param token       the file with its token; null if that is this machine's
 * @param fingerprint of its certificate; null if Java knows whom to trust
 */
record Target(URI server, Path token, Fingerprint fingerprint) {

	static final String SERVER = "BACKTRAC_SERVER";
	static final String TOKEN_FILE = "BACKTRAC_TOKEN_FILE";
	static final String FINGERPRINT = "BACKTRAC_FINGERPRINT";

	/** An address of a server. */
	static URI server(String text) {
		URI url = URI.create(text);
		if (!("http".equals(url.getScheme()) || "https".equals(url.getScheme())) || url.getHost() == null) {
			throw new IllegalArgumentException("a server is as https://backup.example.org, not '" + text + "'");
		}
		return url;
	}

	/**
	 * This, and where it says nothing, what the environment says. The environment's token and fingerprint are those of the environment's
	 * server, and go to no other.
	 *
	 * @throws Failure if the environment makes no sense
	 */
	Target or(UnaryOperator<String> environment) throws Failure {
		if (server != null && !isUsual(environment)) {
			return this;
		}
		URI usual = variable(environment, SERVER, Target::server);
		Path file = token == null ? variable(environment, TOKEN_FILE, Path::of) : token;
		Fingerprint expected = fingerprint == null && usual != null && usual.getScheme().equals("https") ? variable(environment, FINGERPRINT, Fingerprint::new) : fingerprint;
		return new Target(server == null ? usual : server, file, expected);
	}

	/** Whether the environment has the same server. What makes no sense there does not matter to who names another. */
	private boolean isUsual(UnaryOperator<String> environment) {
		try {
			URI usual = variable(environment, SERVER, Target::server);
			return usual != null && origin(server).equals(origin(usual));
		} catch (Failure _) {
			return false;
		}
	}

	boolean isThisMachine() {
		return server == null;
	}

	/** Whether it is this machine's server. Nobody else gets its token, not even who listens beside it, as the end of a tunnel does. */
	boolean isOwn(Installation installation) throws IOException {
		try {
			return server == null || HttpConfig.read(installation).isAt(server) || HttpsConfig.read(installation).isAt(server);
		} catch (NoSuchFileException _) { // it was never started
			return false;
		}
	}

	/** What makes two addresses those of one server. */
	private static URI origin(URI url) {
		int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
		return URI.create(url.getScheme() + "://" + url.getHost().toLowerCase(Locale.ROOT) + ":" + port);
	}

	private static <T> T variable(UnaryOperator<String> environment, String name, Function<String, T> reader) throws Failure {
		String text = environment.apply(name);
		if (text == null || text.isBlank()) {
			return null;
		}
		try {
			return reader.apply(text.strip());
		} catch (IllegalArgumentException e) {
			throw new Failure("the environment's " + name + ": " + e.getMessage(), e);
		}
	}
}
