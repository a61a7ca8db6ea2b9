package backtrac.smb;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.EntryPath;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;

/**
 * Which share, and how to reach it: the settings of a plan, read and checked.
 *
 * @param path     the folder in the share
 * @param minimum  the oldest protocol, as a plan says it
 * @param signed   whether all must be signed
 * @param patience how long to wait for an answer, or for a lost connection to come back
 */
record Share(String host, int port, String name, EntryPath path, String domain, String user, String password, String minimum,
		boolean signed, int connections, Duration patience) {

	private static final List<String> MINIMA = List.of("2.1", "3.0", "3.1.1");
	/** What would be another share, a folder, or no name at all. */
	private static final String NOT_IN_NAMES = "\\/:*?\"<>|";

	/** Reads settings, whose values may be text as in a file, or what the web interface makes of them. */
	static Share of(Map<String, Object> settings) throws TransportException {
		String host = required(settings, "host", "on which machine the share is", "a name or an IP address, such as fileserver");
		String name = required(settings, "share", "which share", "its name without the machine, such as Documents");
		String user = required(settings, "user", "who signs in", "an account that may read the share");
		String password = text(settings, "password", "");
		if (password.isEmpty()) {
			throw wrong("The plan has no password for " + user + ". Set password; shares without one are not backed up.");
		}
		refuse(host, "host", NOT_IN_NAMES.replace(":", ""), "the machine's name or IP address alone");
		refuse(name, "share", NOT_IN_NAMES, "the share's name alone; a folder in it goes to path");
		String minimum = oneOf(settings, "minimum", MINIMA, "2.1");
		String signing = oneOf(settings, "signing", List.of("required", "optional"), "required");
		return new Share(host, number(settings, "port", 445, 65_535), name, path(text(settings, "path", "")), text(settings, "domain", "").strip(),
				user, password, minimum, signing.equals("required"), number(settings, "connections", 4, 16),
				Duration.ofSeconds(number(settings, "timeout", 60, 3600)));
	}

	/** As people write it. */
	String label() {
		return "\\\\" + host + "\\" + name;
	}

	/** A path below the folder of this share, as people write it. */
	String show(EntryPath below) {
		StringBuilder text = new StringBuilder(label());
		for (EntryPath part : List.of(path, below)) {
			if (!part.isRoot()) {
				text.append('\\').append(part.toString().replace('/', '\\'));
			}
		}
		return text.toString();
	}

	/** Never with the password. */
	@Override
	public String toString() {
		return show(EntryPath.ROOT) + " as " + user;
	}

	private static EntryPath path(String text) throws TransportException {
		try {
			EntryPath path = EntryPath.parse(text.strip().replace('\\', '/'));
			Names.toSmb(path);
			return path;
		} catch (IllegalArgumentException | TransportException e) {
			throw wrong("'" + text + "' is no folder of a share. Set path to one such as Projects/2026, or leave it empty.");
		}
	}

	private static String required(Map<String, Object> settings, String key, String what, String example) throws TransportException {
		String value = text(settings, key, "").strip();
		if (value.isEmpty()) {
			throw wrong("The plan does not say " + what + ". Set " + key + " to " + example + ".");
		}
		return value;
	}

	private static void refuse(String value, String key, String characters, String instead) throws TransportException {
		if (value.chars().anyMatch(c -> characters.indexOf(c) >= 0 || c < ' ')) {
			throw wrong("'" + value + "' cannot be right. Set " + key + " to " + instead + ".");
		}
	}

	private static String oneOf(Map<String, Object> settings, String key, List<String> values, String usual) throws TransportException {
		String value = text(settings, key, usual).strip();
		if (!values.contains(value)) {
			throw wrong("'" + value + "' cannot be right. Set " + key + " to one of " + String.join(", ", values) + ".");
		}
		return value;
	}

	private static int number(Map<String, Object> settings, String key, int usual, int most) throws TransportException {
		String value = text(settings, key, String.valueOf(usual)).strip();
		try {
			int number = Integer.parseInt(value);
			if (number >= 1 && number <= most) {
				return number;
			}
		} catch (NumberFormatException e) {
			throw new TransportException(Reason.SETTINGS, wrong(key, value, most), e);
		}
		throw wrong(wrong(key, value, most));
	}

	private static String wrong(String key, String value, int most) {
		return "'" + value + "' cannot be right. Set " + key + " to a number from 1 to " + most + ".";
	}

	private static String text(Map<String, Object> settings, String key, String usual) {
		Object value = settings.get(key);
		return value == null || value.toString().isEmpty() ? usual : value.toString();
	}

	private static TransportException wrong(String sentence) {
		return new TransportException(Reason.SETTINGS, sentence);
	}
}
