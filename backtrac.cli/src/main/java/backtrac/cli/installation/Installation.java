package backtrac.cli.installation;

import java.nio.file.Path;

/**
 * Where BackTrac is.
 *
 * @param home what is installed: bin, lib, bundles, default etc; may be read-only
 * @param base this server's own: etc, data, log, deploy
 */
public record Installation(Path home, Path base) {

	/** What the start script says. */
	public static Installation ofSystem() {
		return new Installation(folder("backtrac.home"), folder("backtrac.base"));
	}

	public Path startScript() {
		return home.resolve("bin/backtrac");
	}

	public Path etc() {
		return base.resolve("etc");
	}

	public Path data() {
		return base.resolve("data");
	}

	public Path log() {
		return base.resolve("log");
	}

	/** What the server says while it works. */
	public Path serverLog() {
		return log().resolve("backtrac.log");
	}

	/** What a server that was started in the background prints. */
	public Path consoleLog() {
		return log().resolve("console.log");
	}

	/** Holds the process id of the server. */
	public Path pidFile() {
		return data().resolve("backtrac.pid");
	}

	/** Holds the token that lets a program of the same user talk to the server. */
	public Path tokenFile() {
		return data().resolve("token");
	}

	private static Path folder(String property) {
		String path = System.getProperty(property);
		if (path == null) {
			throw new IllegalStateException("the system property " + property + " is not set: start BackTrac with bin/backtrac");
		}
		return Path.of(path).toAbsolutePath().normalize();
	}
}
