package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks that have no room: one clear line, nothing lost, and everything goes on when there is room again. */
@Order(2) // takes long
class FullDiskTest {

	@TempDir
	Path folder;
	private Product product;
	private Path source;

	@BeforeEach
	void makeSource() throws Exception {
		product = new Product(folder.resolve("base"));
		source = Files.createDirectory(folder.resolve("source"));
	}

	@Test
	void aDiskThatFillsUp() throws Exception {
		try (SmallDisk disk = SmallDisk.mount(product, folder.resolve("disk"), 40, "-m 0")) {
			String repository = disk.folder().resolve("repository").toString();
			product.run("repo", "init", repository).assertDone();
			product.shell("cd '" + source + "' && echo first > first && head -c 2000000 /dev/urandom > large").assertDone();
			product.run("repo", "backup", repository, source.toString()).assertDone();
			product.shell("head -c 20000000 /dev/zero > '" + disk.folder() + "/other' && cp -a '" + source + "' '" + folder + "/before'").assertDone();

			product.shell("cd '" + source + "' && for i in 1 2 3 4 5 6 7 8 9; do head -c 2000000 /dev/urandom > more$i; done").assertDone();
			requireFull(repository);
			requireSound(repository, 1);
			requireRestored(repository, folder.resolve("before"), folder.resolve("restored before"));

			Files.delete(disk.folder().resolve("other"));
			product.run("repo", "backup", repository, source.toString()).assertDone();
			requireSound(repository, 2);
			requireRestored(repository, source, folder.resolve("restored"));

			product.shell("cd '" + source + "' && for i in 1 2 3 4 5 6 7 8 9; do head -c 2000000 /dev/urandom > more$i; done").assertDone();
			requireFull(repository);
			product.run("repo", "forget", repository, "latest").assertDone();
			product.run("repo", "prune", repository).assertDone();
			product.run("repo", "backup", repository, source.toString()).assertDone();
			requireSound(repository, 2);
			requireRestored(repository, source, folder.resolve("restored again"));
		}
	}

	@Test
	void aDiskWithoutInodes() throws Exception {
		try (SmallDisk disk = SmallDisk.mount(product, folder.resolve("disk"), 24, "-N 500")) {
			String repository = disk.folder().resolve("repository").toString();
			product.run("repo", "init", repository).assertDone();
			product.shell("cd '" + source + "' && for i in $(seq 50); do echo $i > $i; done").assertDone();
			product.run("repo", "backup", repository, source.toString()).assertDone();
			product.shell("mkdir '" + disk.folder() + "/other' && cd '" + disk.folder() + "/other' && for i in $(seq 200); do : > $i; done").assertDone();
			product.shell("cd '" + source + "' && for i in $(seq 51 250); do echo $i > $i; done").assertDone();
			requireFull(repository);
			requireSound(repository, 1);
			product.shell("rm -r '" + disk.folder() + "/other'").assertDone();
			product.run("repo", "backup", repository, source.toString()).assertDone();
			requireSound(repository, 2);
			requireRestored(repository, source, folder.resolve("restored"));
		}
	}

	private void requireFull(String repository) {
		product.run("repo", "backup", repository, source.toString()).assertOneClearLine(1, repository, "full", "make room", "inodes");
	}

	@Test
	void aTargetThatFillsUp() throws Exception {
		String repository = folder.resolve("repository").toString();
		product.run("repo", "init", repository).assertDone();
		product.shell("cd '" + source + "' && for i in 1 2 3 4 5 6 7 8 9; do head -c 2000000 /dev/urandom > file$i; done").assertDone();
		product.run("repo", "backup", repository, source.toString()).assertDone();
		try (SmallDisk disk = SmallDisk.mount(product, folder.resolve("disk"), 12, "-m 0")) {
			Path target = disk.folder().resolve("target");
			product.run("repo", "restore", repository, "latest", target.toString()).assertOneClearLine(1, target.toString(), "no space");
			List<String> restored = product.shell("ls -A '" + target + "'").assertDone().out().lines().toList();
			assertTrue(restored.size() > 0 && restored.size() < 9, restored::toString);
			for (String file : restored) {
				assertEquals(-1, Files.mismatch(source.resolve(file), target.resolve(file)), file);
			}
		}
	}

	@Test
	void aRepositoryThatIsReadOnly() throws Exception {
		try (SmallDisk disk = SmallDisk.mount(product, folder.resolve("disk"), 12, "-m 0")) {
			String repository = disk.folder().resolve("repository").toString();
			product.run("repo", "init", repository).assertDone();
			product.shell("echo content > '" + source + "/file'").assertDone();
			product.run("repo", "backup", repository, source.toString()).assertDone();
			disk.makeReadOnly();
			product.run("repo", "backup", repository, source.toString()).assertOneClearLine(1, repository, "read-only", "writable");
			product.run("repo", "forget", repository, "latest").assertOneClearLine(1, repository, "read-only", "writable");
			product.run("repo", "prune", repository).assertOneClearLine(1, repository, "read-only", "writable");
			product.run("repo", "init", disk.folder().resolve("new").toString()).assertOneClearLine(1, disk.folder().toString());
			requireSound(repository, 1);
			product.run("repo", "ls", repository, "latest").assertDone();
			assertEquals("content\n", product.run("repo", "cat", repository, "latest", "file").assertDone().out());
			requireRestored(repository, source, folder.resolve("restored"));
		}
	}

	private void requireSound(String repository, int snapshots) {
		assertEquals(snapshots, product.run("repo", "snapshots", repository, "--json").assertDone().out().split("\"id\"").length - 1);
		product.run("repo", "verify", repository, "--read-data").assertDone();
	}

	private void requireRestored(String repository, Path expected, Path target) {
		product.run("repo", "restore", repository, "latest", target.toString()).assertDone();
		assertEquals("", product.shell("rsync -aHAXni --checksum --delete '" + expected + "/' '" + target + "/'").assertDone().out());
	}
}
