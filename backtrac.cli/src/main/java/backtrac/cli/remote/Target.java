package backtrac.cli.remote;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import backtrac.cli.console.Failure;
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
	 * This, and where it says nothing, what the environment says.
	 *
	 * @throws Failure if the environment makes no sense
	 */
	Target or(UnaryOperator<String> environment) throws Failure {
		URI url = server == null ? variable(environment, SERVER, Target::server) : server;
		Path file = token == null ? variable(environment, TOKEN_FILE, Path::of) : token;
		Fingerprint expected = fingerprint == null && url != null && url.getScheme().equals("https") ? variable(environment, FINGERPRINT, Fingerprint::new) : fingerprint;
		return new Target(url, file, expected);
	}

	boolean isThisMachine() {
		return server == null;
	}

	/** Whether its calls stay on this machine; if not, nobody gets this machine's token. */
	boolean staysHere() {
		try {
			return server == null || InetAddress.getByName(server.getHost()).isLoopbackAddress();
		} catch (UnknownHostException _) {
			return false;
		}
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
