package backtrac.xmlrpc.handler;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Names of clients and plans that nobody has chosen. They are names of folders in the repository, too: see
 * {@link backtrac.api.store.SnapshotRequest} for what they may be.
 */
final class Names {

	private static final Logger log = LoggerFactory.getLogger(Names.class);
	private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");
	private static final int LONGEST = 100;

	private Names() {
	}

	/** This machine's name, without its domain. */
	static String ofThisMachine() {
		try {
			// the name service may take seconds to answer, the kernel does not
			String name = Files.isReadable(LINUX_HOST_NAME) ? Files.readString(LINUX_HOST_NAME) : InetAddress.getLocalHost().getHostName();
			return usable(name.strip().replaceFirst("(?<=.)\\..*", ""), "localhost");
		} catch (IOException e) {
			log.warn("This machine does not know its own name: it is called localhost", e);
			return "localhost";
		}
	}

	/** A plan's name by the folder that it backs up: {@code /usr/share/doc} is {@code usr-share-doc}. */
	static String ofFolder(Path folder) {
		return usable(folder.toString().replace('/', '-'), "root");
	}

	/** The name, or the name with the first number that tells it from those taken, by more than case. */
	static String unique(String name, Collection<String> taken) {
		Set<String> keys = taken.stream().map(Names::key).collect(Collectors.toSet());
		String unique = name;
		for (int number = 2; keys.contains(key(unique)); number++) {
			String suffix = "-" + number;
			unique = usable(name.substring(Math.max(0, name.length() + suffix.length() - LONGEST)) + suffix, suffix);
		}
		return unique;
	}

	/** Of a long name the end is kept: it says more. */
	static String usable(String name, String otherwise) {
		String clean = name.replaceAll("\\p{Cc}|\\p{Cs}", "_");
		String end = clean.substring(Math.max(0, clean.length() - LONGEST));
		String usable = end.replaceFirst("^(?:[-. ]|\\p{Cs})+", "").strip();
		return usable.isEmpty() ? otherwise : usable;
	}

	private static String key(String name) {
		return Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}
}
