package backtrac.engine.jobs.verb;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import backtrac.api.catalog.Plan;
import backtrac.api.catalog.Secrets;
import backtrac.api.transport.Mask;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/**
 * How to get to files: a transport, and what it is opened with.
 *
 * @param settings that anybody may read
 */
record Way(String scheme, Map<String, String> settings, Map<String, String> secrets) {

	private static final String LOCAL = "local";
	private static final String PATH = "path";

	/** That of a plan. */
	static Way of(Plan plan, Secrets secrets) {
		return new Way(plan.transport(), plan.settings(), secrets.read(plan.id()));
	}

	/** That to a folder of this machine. */
	static Way to(Path folder) {
		return new Way(LOCAL, Map.of(PATH, folder.toString()), Map.of());
	}

	/** All that the transport is told. */
	Map<String, Object> all() {
		Map<String, Object> all = new HashMap<>(settings);
		all.putAll(secrets);
		return all;
	}

	/** The folder, as people name it where it is; null if the transport has none. */
	String folder() {
		return settings.get(PATH);
	}

	/** For people. */
	String label() {
		return (folder() == null ? "" : folder() + " ") + "over " + scheme;
	}

	/** The folder if it is one of this machine. */
	Optional<Path> localFolder() throws TransportException {
		if (!scheme.equals(LOCAL) || folder() == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(Path.of(folder()));
		} catch (InvalidPathException e) {
			throw new TransportException(Reason.SETTINGS, "'" + folder() + "' is no path");
		}
	}

	/** What was said, without the secrets. */
	String hide(String said) {
		return Mask.hide(said, secrets.values());
	}
}
