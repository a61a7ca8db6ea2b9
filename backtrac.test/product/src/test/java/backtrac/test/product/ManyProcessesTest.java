package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several commands on one repository at the same time, each a process. */
@Order(2) // takes long
class ManyProcessesTest {

	private static final int FILES = 300;
	private static final int ROUNDS = 3;

	@TempDir
	Path folder;

	@Test
	void twoBackupsAndAPruneWaitForEachOther() throws Exception {
		Product product = new Product(folder.resolve("base"));
		String repository = folder.resolve("repository").toString();
		product.run("repo", "init", repository).assertDone();
		for (int round = 0; round < ROUNDS; round++) {
			List<Process> processes = new ArrayList<>();
			for (String plan : List.of("one", "two")) {
				write(plan, round);
				processes.add(product.start("repo", "backup", repository, folder.resolve(plan).toString(), "--plan", plan));
			}
			processes.add(product.start("repo", "prune", repository));
			for (Process process : processes) {
				assertEquals(0, process.waitFor());
			}
			product.run("repo", "forget", repository, "--keep-last", "1").assertDone();
			product.run("repo", "verify", repository, "--read-data").assertDone();
		}
		for (String plan : List.of("one", "two")) {
			String target = folder.resolve("restored " + plan).toString();
			product.run("repo", "restore", repository, clientOf(repository) + "/" + plan + "/latest", target).assertDone();
			assertEquals("", product.shell("rsync -aHAXni --checksum --delete '" + folder.resolve(plan) + "/' '" + target + "/'").assertDone().out());
		}
	}

	/** Half of the contents are those of the other plan, and half are new in each round. */
	private void write(String plan, int round) throws IOException {
		Path source = Files.createDirectories(folder.resolve(plan));
		for (int i = 0; i < FILES; i++) {
			Files.writeString(source.resolve("file" + i), "content " + i + " of " + round + (i % 2 == 0 ? plan : ""));
		}
	}

	private static String clientOf(String repository) throws IOException {
		try (var clients = Files.list(Path.of(repository, "snapshots"))) {
			return clients.findFirst().orElseThrow().getFileName().toString();
		}
	}

	@Test
	void whoDoesNotWaitIsToldWhoIsAtWork() throws Exception {
		Product product = new Product(folder.resolve("base"));
		Path repository = folder.resolve("repository");
		product.run("repo", "init", repository.toString()).assertDone();
		Path source = Files.createDirectory(folder.resolve("source"));
		product.shell("cd '" + source + "' && for i in $(seq 20); do head -c 20000000 /dev/zero > $i; done").assertDone();
		Process backup = product.start("repo", "backup", repository.toString(), source.toString(), "--plan", "large");
		try {
			while (product.shell("ls '" + repository + "/runs'").out().isBlank()) {
				assertTrue(backup.isAlive(), "ended before it could be seen");
			}
			product.shell("kill -STOP " + backup.pid()).assertDone();
			product.run("repo", "prune", repository.toString(), "--no-wait").assertOneClearLine(1, repository.toString(), "in use by a backup of", "/large",
					"process " + backup.pid());
		} finally {
			product.shell("kill -CONT " + backup.pid());
			assertEquals(0, backup.waitFor());
		}
	}

	/** More than the 65,000 links that a file of ext4 can have. */
	@Test
	void seventyThousandFilesOfOneContent() throws Exception {
		Product product = new Product(folder.resolve("base"));
		Path repository = folder.resolve("repository");
		product.run("repo", "init", repository.toString()).assertDone();
		Path source = Files.createDirectory(folder.resolve("source"));
		for (int i = 0; i < 70_000; i++) {
			Files.writeString(Files.createDirectories(source.resolve("folder" + i / 1000)).resolve("file" + i), "the same");
		}
		for (int i = 0; i < 2; i++) {
			product.run("repo", "backup", repository.toString(), source.toString()).assertDone();
		}
		List<String> pool = product.shell("cd '" + repository + "/pool' && find . -type f | sort").assertDone().out().lines().toList();
		boolean isLimited = Files.readString(repository.resolve("repository.json")).contains("65000");
		assertEquals(isLimited ? 3 : 1, pool.size(), pool::toString);
		for (String tree : product.shell("ls -d '" + repository + "'/snapshots/*/*/*/tree").assertDone().out().lines().toList()) {
			assertEquals("70000\n", product.shell("find '" + tree + "' -type f | wc -l").assertDone().out());
		}
		product.run("repo", "verify", repository.toString()).assertDone();
	}
}
