package backtrac.api.store;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The names of clients and plans, which are names of folders in the repository, too: what they may be, and those that
 * things get when nobody names them.
 */
public final class SnapshotNames {

	/** The most characters of a name, as {@link String#length()} counts them. */
	public static final int LONGEST = 100;

	private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");
	private static final String NO_NAME = "localhost";

	private SnapshotNames() {
	}

	/** Why a name cannot be one, to go on after "The name of the client "; empty if it can. */
	public static Optional<String> refusal(String name) {
		if (name == null || name.isBlank()) {
			return Optional.of("must not be empty");
		}
		if (name.length() > LONGEST) {
			return Optional.of("must not be longer than " + LONGEST + " characters: this one has " + name.length());
		}
		if (name.chars().anyMatch(Character::isISOControl)) {
			return Optional.of("must not hold control characters such as a line break");
		}
		if (name.indexOf('/') >= 0 || name.startsWith(".")) {
			return Optional.of("must not hold a slash or begin with a dot, as it is that of a folder in the repository: '" + name + "'");
		}
		return Optional.empty();
	}

	/** This machine's name, without its domain. */
	public static String ofThisMachine() {
		try {
			// the name service may take seconds to answer, the kernel does not
			String name = Files.isReadable(LINUX_HOST_NAME) ? Files.readString(LINUX_HOST_NAME) : InetAddress.getLocalHost().getHostName();
			return usable(name.strip().replaceFirst("(?<=.)\\..*", ""), NO_NAME);
		} catch (IOException e) {
			return NO_NAME; // it does not know its own
		}
	}

	/** A plan's name by the folder that it backs up: {@code /usr/share/doc} is {@code usr-share-doc}. */
	public static String ofFolder(Path folder) {
		return usable(folder.toString().replace('/', '-'), "root");
	}

	/** The name, or the name with the first number that tells it from those taken, by more than case. */
	public static String unique(String name, Collection<String> taken) {
		Set<String> keys = taken.stream().map(SnapshotNames::key).collect(Collectors.toSet());
		String unique = name;
		for (int number = 2; keys.contains(key(unique)); number++) {
			String suffix = "-" + number;
			unique = usable(name.substring(Math.max(0, name.length() + suffix.length() - LONGEST)) + suffix, suffix);
		}
		return unique;
	}

	/** The same for all names that people take for the same: in upper or lower case, with composed letters or not. */
	public static String key(String name) {
		// by way of upper case, as some letters are different in lower case only, such as the final sigma
		return Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

	/** Of a long name the end is kept: it says more. */
	static String usable(String name, String otherwise) {
		String clean = name.replaceAll("\\p{Cc}|\\p{Cs}", "_");
		String end = clean.substring(Math.max(0, clean.length() - LONGEST));
		String usable = end.replaceFirst("^(?:[-. ]|\\p{Cs})+", "").strip();
		return usable.isEmpty() ? otherwise : usable;
	}
}
