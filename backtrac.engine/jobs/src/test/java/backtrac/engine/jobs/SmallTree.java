package backtrac.engine.jobs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import backtrac.api.entry.ByteString;
import backtrac.posix.Directory;
import backtrac.posix.FileSystem;
import backtrac.posix.Stat;

/** A few files of each kind, and what can be seen of a folder. */
final class SmallTree {

	private static final Instant TIME = Instant.parse("2020-02-03T04:05:06.123456789Z");

	private SmallTree() {
	}

	/** Makes a folder with files that are the same in each version, and some that are not. */
	static Path make(Path folder, int version) throws IOException {
		Files.createDirectories(folder.resolve("folder/deep"));
		Files.createDirectories(folder.resolve("hollow"));
		Files.writeString(folder.resolve("folder/same"), "the same");
		Files.writeString(folder.resolve("folder/deep/changed"), "version " + version);
		Files.writeString(folder.resolve("new in " + version), "new " + version);
		Files.createFile(folder.resolve("empty"));
		byte[] large = new byte[(130 << 10) + 1];
		new Random(version).nextBytes(large);
		Files.write(folder.resolve("large"), large);
		try (FileChannel sparse = FileChannel.open(folder.resolve("sparse"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			sparse.write(ByteBuffer.wrap(new byte[] { 1, 2, 3 }), 1 << 20);
			sparse.write(ByteBuffer.wrap(new byte[1]), 2 << 20);
		}
		Files.writeString(folder.resolve("name"), "has names " + version);
		Files.createLink(folder.resolve("folder/other name"), folder.resolve("name"));
		Files.createLink(folder.resolve("third name"), folder.resolve("name"));
		Files.createSymbolicLink(folder.resolve("link"), Path.of("no/where"));
		try (Directory at = FileSystem.system().open(folder)) {
			at.makeNode(ByteString.of("pipe"), Stat.FIFO | 0640, 0);
		}
		Files.setPosixFilePermissions(folder.resolve("folder/same"), PosixFilePermissions.fromString("r-x--x--x"));
		age(folder, version);
		Files.setPosixFilePermissions(folder.resolve("folder"), PosixFilePermissions.fromString("r-xr-x---"));
		return folder;
	}

	/** What has changed is younger. */
	private static void age(Path folder, int version) throws IOException {
		for (Path path : walk(folder).reversed()) {
			boolean changes = path.endsWith("changed") || path.endsWith("large") || path.toString().endsWith("name");
			Instant time = changes ? TIME.plusSeconds(version) : TIME;
			try (Directory at = FileSystem.system().open(path.getParent())) { // java.nio would wait for somebody who reads the pipe
				at.setModified(ByteString.of(path.getFileName().toString()), time.getEpochSecond(), time.getNano());
			}
		}
	}

	/** All below a folder, and it first. */
	static List<Path> walk(Path folder) throws IOException {
		try (var paths = Files.walk(folder)) {
			return paths.toList();
		}
	}

	/** What the entries hold, by their path; the root's is empty. */
	static Map<String, String> contents(Path folder) throws IOException {
		Map<String, String> found = new TreeMap<>();
		for (Path path : walk(folder)) {
			found.put(folder.relativize(path).toString(), content(path));
		}
		return found;
	}

	private static String content(Path path) throws IOException {
		if (Files.isSymbolicLink(path)) {
			return "link to " + Files.readSymbolicLink(path);
		}
		if (Files.isDirectory(path)) {
			return "folder";
		}
		return Files.isRegularFile(path) ? "file of " + MemoryRepository.hash(Files.readAllBytes(path)) : "node";
	}

	/** Contents with metadata. */
	static Map<String, String> describe(Path folder) throws IOException {
		Map<String, String> found = contents(folder);
		for (Map.Entry<String, String> entry : found.entrySet()) {
			Map<String, Object> seen = new TreeMap<>(
					Files.readAttributes(folder.resolve(entry.getKey()), "unix:mode,uid,gid,lastModifiedTime", LinkOption.NOFOLLOW_LINKS));
			entry.setValue(entry.getValue() + " " + seen);
		}
		return found;
	}

	/** The number of the file that is behind each name. */
	static Map<String, Object> inodes(Path folder) throws IOException {
		Map<String, Object> found = new HashMap<>();
		for (Path path : walk(folder)) {
			found.put(folder.relativize(path).toString(), Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS));
		}
		return found;
	}

	/** Tells if an entry, or a folder that it is in, is among some. */
	static boolean isIn(TreeSet<String> some, String path) {
		return some.stream().anyMatch(one -> one.isEmpty() || path.equals(one) || path.startsWith(one + "/"));
	}

	static void delete(Path folder) throws IOException {
		for (Path path : walk(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
			Files.delete(path);
		}
	}
}
