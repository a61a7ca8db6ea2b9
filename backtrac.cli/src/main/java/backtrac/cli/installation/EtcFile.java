package backtrac.cli.installation;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import backtrac.cli.console.Failure;

/**
 * A file of a server's etc folder.
 *
 * @param own     the server's own; may be missing
 * @param defaults what holds as long as it is
 */
record EtcFile(Path own, Path defaults) {

	static EtcFile of(Installation installation, String name) {
		return new EtcFile(installation.etc().resolve(name), installation.home().resolve("etc").resolve(name));
	}

	/** Where its settings are now. */
	Path there() {
		return Files.exists(own) ? own : defaults;
	}

	Properties read() throws IOException {
		Properties properties = new Properties();
		try (Reader reader = Files.newBufferedReader(there())) {
			properties.load(reader);
		}
		return properties;
	}

	/** A port as it stands there. */
	int port(String key, String text, int least) throws Failure {
		try {
			int port = Integer.parseInt(text.strip());
			if (port >= least && port <= 65535) {
				return port;
			}
		} catch (NumberFormatException e) {
			// said below
		}
		throw new Failure(key + " in " + there() + " must be a number from " + least + " to 65535, not '" + text.strip() + "'");
	}

	/** Writes one setting to the server's own file and leaves the rest of it as it is. */
	void set(String key, Object value) throws IOException {
		List<String> lines = new ArrayList<>(Files.readAllLines(own));
		String setting = key + " = " + value;
		int at = -1;
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).strip().matches("\\Q" + key + "\\E\\s*[=:\\s].*")) {
				at = i;
			}
		}
		if (at < 0) {
			lines.add(setting);
		} else {
			lines.set(at, setting);
		}
		// the name does not end in .cfg: a running server reads those
		Path next = Files.writeString(own.resolveSibling(own.getFileName() + ".new"), String.join("\n", lines) + "\n");
		Files.move(next, own, StandardCopyOption.ATOMIC_MOVE);
	}
}
