package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that are killed at random instants, of the progress that can be seen and not of the clock. {@code
 * -Dbacktrac.kills=100} kills more backups, {@code -Dbacktrac.seed=N} does again what a test that failed has done.
 */
@Order(2) // takes long
class KillTest {

	private static final int FOLDERS = 20;
	private static final int FILES = 400;

	@TempDir
	Path folder;
	private final long seed = Long.getLong("backtrac.seed", System.nanoTime());
	private final Random random = new Random(seed);
	private Product product;
	private Path source;
	private Path repository;
	private int written;

	@BeforeEach
	void init() throws IOException {
		product = new Product(folder.resolve("base"));
		source = folder.resolve("source");
		repository = folder.resolve("repository");
		product.run("repo", "init", repository.toString()).assertDone();
		change(FILES);
	}

	@Test
	void backupsThatAreKilledLoseNothing() throws Exception {
		try {
			int kills = Integer.getInteger("backtrac.kills", 12);
			for (int i = 0; i < kills; i++) {
				long before = files("pool");
				long until = before + random.nextInt(FILES + FILES / 4); // more than there are: when its manifest is written
				boolean killed = kill(() -> files("pool") >= until || hasManifest(), "repo", "backup", repository.toString(), source.toString());
				product.run("repo", "verify", repository.toString()).assertDone();
				if (!killed || i % 4 == 3) {
					product.run("repo", "backup", repository.toString(), source.toString()).assertDone();
					change(FILES);
				}
			}
			product.run("repo", "backup", repository.toString(), source.toString()).assertDone();
			requireRestored("restored");
			requireClean();
		} catch (AssertionError e) {
			throw new AssertionError("with -Dbacktrac.seed=" + seed, e);
		}
	}

	@Test
	void pruneForgetAndRestoreThatAreKilledLoseNothing() throws Exception {
		try {
			for (int i = 0; i < 3; i++) {
				product.run("repo", "backup", repository.toString(), source.toString()).assertDone();
				change(FILES);
				product.run("repo", "backup", repository.toString(), source.toString(), "--plan", "other").assertDone();
				String latest = folderOf("other");
				kill(() -> files("trash") > 0, "repo", "forget", repository.toString(), latest);
				product.run("repo", "verify", repository.toString()).assertDone();
				if (product.run("repo", "snapshots", repository.toString()).assertDone().out().contains("other")) {
					product.run("repo", "forget", repository.toString(), latest).assertDone();
				}
				long until = files("pool") - 1 - random.nextInt(FILES / 2);
				kill(() -> files("pool") <= until, "repo", "prune", repository.toString());
				product.run("repo", "verify", repository.toString(), "--read-data").assertDone();
			}
			product.run("repo", "backup", repository.toString(), source.toString()).assertDone();
			Path target = folder.resolve("killed");
			long until = 1 + random.nextInt(FILES);
			kill(() -> count(target) >= until, "repo", "restore", repository.toString(), "latest", target.toString());
			requireWholeFiles(target);
			product.run("repo", "restore", repository.toString(), "latest", target.toString(), "--overwrite").assertDone();
			requireRestored("restored");
			requireClean();
		} catch (AssertionError e) {
			throw new AssertionError("with -Dbacktrac.seed=" + seed, e);
		}
	}

	/** Gives some files new contents. */
	private void change(int files) throws IOException {
		for (int i = 0; i < files; i++) {
			Path file = source.resolve("folder" + i % FOLDERS).resolve("file" + (written + i) % (2 * FILES));
			Files.createDirectories(file.getParent());
			Files.writeString(file, "content " + (written + i) + " of " + seed + ".".repeat(random.nextInt(3000)));
		}
		written += files;
	}

	/** Kills a command when a condition is true; answers false if it ended before. */
	private boolean kill(BooleanSupplier when, String... arguments) throws Exception {
		Process process = product.start(arguments);
		while (!process.waitFor(1, TimeUnit.MILLISECONDS) && !when.getAsBoolean()) {
			// not yet
		}
		process.destroyForcibly(); // SIGKILL
		return process.waitFor() == 137;
	}

	private String folderOf(String plan) throws IOException {
		try (var clients = Files.newDirectoryStream(repository.resolve("snapshots"))) {
			Path client = clients.iterator().next();
			try (var times = Files.newDirectoryStream(client.resolve(plan))) {
				return client.getFileName() + "/" + plan + "/" + times.iterator().next().getFileName();
			}
		}
	}

	private boolean hasManifest() {
		try (DirectoryStream<Path> runs = Files.newDirectoryStream(repository.resolve("runs"))) {
			for (Path run : runs) {
				if (Files.exists(run.resolve("snapshot/manifest"))) {
					return random.nextInt(3) == 0;
				}
			}
			return false;
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private long files(String name) {
		return count(repository.resolve(name));
	}

	/** Files in a folder that changes meanwhile. */
	private static long count(Path top) {
		long[] count = new long[1];
		try {
			Files.walkFileTree(top, new SimpleFileVisitor<>() {
				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					count[0]++;
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFileFailed(Path file, IOException gone) {
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
					return FileVisitResult.CONTINUE;
				}
			});
			return count[0];
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	/** What has its own name is whole; what was under way has a passing one. */
	private void requireWholeFiles(Path target) throws IOException {
		try (var files = Files.walk(target)) {
			for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
				if (!file.getFileName().toString().startsWith(".backtrac-")) {
					assertEquals(-1, Files.mismatch(source.resolve(target.relativize(file)), file), file::toString);
				} else {
					Files.delete(file);
				}
			}
		} catch (NoSuchFileException e) {
			throw new AssertionError("not restored at all", e);
		}
	}

	private void requireRestored(String name) {
		Path target = folder.resolve(name);
		product.run("repo", "restore", repository.toString(), "latest", target.toString()).assertDone();
		assertEquals("", product.shell("rsync -aHAXni --checksum --delete '" + source + "/' '" + target + "/'").assertDone().out());
	}

	private void requireClean() {
		product.run("repo", "prune", repository.toString()).assertDone();
		product.run("repo", "verify", repository.toString(), "--read-data").assertDone();
		assertEquals("", product.shell("ls '" + repository + "/runs'").assertDone().out());
	}
}
