package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import org.slf4j.LoggerFactory;

/** A small file for each who holds the repository's lock, so that others can say who it is. It decides nothing. */
final class LockHolders {

	private static final String SUFFIX = ".json";
	/** The names in the folder: the two locks, and those of {@link #entry}. */
	private static final Pattern OWN = Pattern.compile("lock|scrub|\\d+-\\d+-\\d+\\.json");
	private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
	private static final AtomicLong NUMBER = new AtomicLong();

	private final Path folder;

	LockHolders(Path folder) {
		this.folder = folder;
	}

	/** One holder's file. */
	static final class Entry {

		private final Path file;

		private Entry(Path file) {
			this.file = file;
		}

		/** What cannot be written, for want of room or right, is no hindrance: prune makes room. */
		void write(String what) {
			try {
				Files.write(file, describe(what));
			} catch (IOException e) {
				LoggerFactory.getLogger(LockHolders.class).info("{} cannot be written, so others cannot say who is at work: {}", file, e.getMessage());
			}
		}

		private static byte[] describe(String what) throws IOException {
			Map<String, Object> values = new LinkedHashMap<>();
			values.put("what", what);
			values.put("process", ProcessHandle.current().pid());
			values.put("host", host());
			values.put("since", Instant.now().truncatedTo(ChronoUnit.SECONDS));
			return Json.write(values);
		}

		void remove() throws IOException {
			Files.deleteIfExists(file);
		}
	}

	/** Tells if something is a folder of locks, with nothing in it that anybody else has put there. */
	static boolean holdsLocksOnly(Path folder) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, file -> !OWN.matcher(file.getFileName().toString()).matches())) {
			return !files.iterator().hasNext();
		} catch (NotDirectoryException e) {
			return false;
		}
	}

	/** A new file, not written yet. */
	Entry entry() {
		return new Entry(folder.resolve(ProcessHandle.current().pid() + "-" + System.nanoTime() + "-" + NUMBER.incrementAndGet() + SUFFIX));
	}

	/** Removes what dead holders left; for one who has the lock alone. */
	void clear() throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
			for (Path file : files) {
				Files.deleteIfExists(file);
			}
		}
	}

	/** One that lives, for people. */
	String describe() throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
			for (Path file : files) {
				String holder = describe(file);
				if (holder != null) {
					return holder;
				}
			}
		}
		return "another process";
	}

	/** Null if the process is dead or the file is half written. */
	private static String describe(Path file) throws IOException {
		try {
			Json json = Json.read(Files.readAllBytes(file));
			long process = json.number("process");
			String host = json.text("host");
			boolean alive = !host.equals(host()) || ProcessHandle.of(process).isPresent();
			return alive ? json.text("what") + " (process " + process + " on " + host + ", since " + json.text("since") + ")" : null;
		} catch (NoSuchFileException | DamagedException e) {
			return null;
		}
	}

	private static String host() throws IOException {
		return Files.readString(HOST_NAME).strip();
	}
}
