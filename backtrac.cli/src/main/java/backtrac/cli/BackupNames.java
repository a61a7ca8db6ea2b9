package backtrac.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** The names that a snapshot gets when nobody gives any. */
final class BackupNames {

	private static final Path LINUX_HOST_NAME = Path.of("/proc/sys/kernel/hostname");
	private static final int LONGEST = 100;

	private BackupNames() {
	}

	/** This machine's name, without its domain. */
	static String client() throws IOException {
		// the name service may take seconds to answer, the kernel does not
		String name = Files.isReadable(LINUX_HOST_NAME) ? Files.readString(LINUX_HOST_NAME).strip() : InetAddress.getLocalHost().getHostName();
		int dot = name.indexOf('.');
		return safe(dot > 0 ? name.substring(0, dot) : name, "localhost");
	}

	/** A name made of a folder's path: {@code usr-share-doc}. */
	static String plan(Path folder) {
		return safe(folder.toString().replace('/', '-'), "root");
	}

	private static String safe(String text, String otherwise) {
		StringBuilder name = new StringBuilder();
		text.codePoints().map(c -> Character.isISOControl(c) ? '_' : c).forEach(name::appendCodePoint);
		// of a long path the end says more than the beginning
		name.delete(0, Math.max(0, name.length() - LONGEST));
		while (!name.isEmpty() && isBadStart(name.charAt(0))) {
			name.deleteCharAt(0);
		}
		return name.isEmpty() ? otherwise : name.toString();
	}

	private static boolean isBadStart(char c) {
		return c == '-' || c == '.' || c == ' ' || Character.isLowSurrogate(c);
	}
}
