package backtrac.posix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What this process has open below a folder, as the kernel says. */
final class OpenFiles {

	private OpenFiles() {
	}

	static Set<String> below(Path folder) throws IOException {
		Set<String> open = new HashSet<>();
		try (Stream<Path> numbers = Files.list(Path.of("/proc/self/fd"))) {
			for (Path number : numbers.toList()) {
				String target = target(number);
				if (target.startsWith(folder.toString())) {
					open.add(number.getFileName() + " -> " + target);
				}
			}
		}
		return open;
	}

	private static String target(Path number) {
		try {
			return Files.readSymbolicLink(number).toString();
		} catch (IOException gone) {
			return "";
		}
	}
}
