package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** All that can be seen of a folder, but the link counts and the times of status changes that new links bring. */
final class Inventory {

	private Inventory() {
	}

	/** Path, attributes and content's hash. */
	static Map<String, String> of(Path folder) throws IOException {
		Map<String, String> found = new TreeMap<>();
		try (var paths = Files.walk(folder)) {
			for (Path path : (Iterable<Path>) paths::iterator) {
				Map<String, Object> seen = new TreeMap<>(Files.readAttributes(path, "unix:mode,uid,gid,ino,size,lastModifiedTime", LinkOption.NOFOLLOW_LINKS));
				Hash content = Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? Hash.of(Hash.digest().digest(Files.readAllBytes(path))) : null;
				found.put(folder.relativize(path).toString(), seen + " " + content);
			}
		}
		return found;
	}
}
