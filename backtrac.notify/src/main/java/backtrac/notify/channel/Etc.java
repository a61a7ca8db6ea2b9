package backtrac.notify.channel;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a configuration comes from: a file in {@code etc} most often. */
record Etc(Path folder, Map<String, ?> properties) {

	private static final String FILE = "felix.fileinstall.filename";

	/**
	 * @param base       the server's folder, in which {@code etc} is; null if it is not known
	 * @param properties of the configuration
	 */
	static Etc of(String base, Map<String, ?> properties) {
		return new Etc(Path.of(base == null ? "" : base, "etc").toAbsolutePath(), properties);
	}

	/** A file that the configuration names; null if it names none. */
	Path file(String name) {
		return name.isBlank() ? null : folder.resolve(name.strip());
	}

	/** A secret file that the configuration names; null if it names none. */
	PrivateFile privateFile(String name) {
		Path file = file(name);
		return file == null ? null : new PrivateFile(file);
	}

	/** The file of the configuration itself; null if it comes from elsewhere. */
	PrivateFile own() {
		return properties.get(FILE) instanceof String uri && uri.startsWith("file:") ? new PrivateFile(Path.of(URI.create(uri))) : null;
	}

	/** What a notifier is called if its configuration does not say: {@code mail NAME} for a file {@code backtrac.notify.mail-NAME.cfg}. */
	String usualName(String kind) {
		String pid = String.valueOf(properties.get("service.pid"));
		int name = pid.indexOf('~');
		return name < 0 ? kind : kind + " " + pid.substring(name + 1);
	}

	/** A list as files have it, with commas, or as forms do. */
	static List<String> list(String[] values) {
		return Arrays.stream(values).flatMap(value -> Stream.of(value.split(","))).map(String::strip).filter(value -> !value.isEmpty()).toList();
	}
}
