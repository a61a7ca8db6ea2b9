package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository without a server: there and back, judged by tools that are not ours. */
class RepositoryTest {

	@TempDir
	Path folder;

	@Test
	void givesBackWhatItTook() throws Exception {
		Product product = new Product(folder.resolve("base"));
		OddTree tree = new OddTree(product, folder);
		String repository = folder.resolve("repository").toString();
		product.run("repo", "init", repository).assertDone();
		product.run("repo", "backup", repository, tree.source().toString(), "--client", "desk", "--plan", "odd").assertDone();

		String target = folder.resolve("target").toString();
		product.run("repo", "restore", repository, "latest", target).assertDone();
		assertEquals("", tree.differenceOf("target"));

		Product.Result again = product.run("repo", "restore", repository, "latest", target);
		assertEquals(3, again.exit(), "nothing is overwritten: " + again);
		assertEquals("plain\n", product.run("repo", "cat", repository, "desk/odd/latest", "plain.txt").assertDone().out());
		String listing = product.run("repo", "ls", repository, "latest", "--recursive").assertDone().out();
		assertTrue(listing.contains("not\\xffutf8") && listing.contains("😀.txt"), listing);
		String snapshots = product.run("repo", "snapshots", repository, "--json").assertDone().out();
		assertTrue(snapshots.contains("\"client\":\"desk\""), snapshots);
	}

	@Test
	void givesBackWhatFewToolsKeep() throws Exception {
		Product product = new Product(folder.resolve("base"));
		String repository = folder.resolve("repository").toString();
		String source = folder.resolve("source").toString();
		String target = folder.resolve("inherits/target").toString();
		try {
			oddities(product, "make", source);
			product.run("repo", "init", repository).assertDone();
			product.run("repo", "backup", repository, source).assertDone();
			product.run("repo", "backup", repository, source).assertDone();
			product.run("repo", "verify", repository, "--read-data").assertDone();
			long room = Long.parseLong(shell(product, "sync; du -sk repository | cut -f1").assertDone().out().strip());
			assertTrue(room < 20_000, "holes of 1 GB take no room: " + room + " KiB");

			shell(product, "mkdir -p inherits/target && setfacl -m d:u:65534:rwx inherits inherits/target && chmod g+s inherits/target").assertDone();
			product.run("repo", "restore", repository, "latest", target).assertDone();
			Product.Result difference = shell(product, "rsync -aHAXni --checksum --delete --exclude /deep source/ inherits/target/").assertDone();
			assertEquals("", difference.out());
			assertEquals(oddities(product, "deep", source), oddities(product, "deep", target));
			assertEquals(oddities(product, "data", source + "/sparse"), oddities(product, "data", target + "/sparse"));
		} finally {
			shell(product, "rm -rf source/deep inherits/target/deep repository").assertDone(); // paths too long for others
		}
	}

	private static String oddities(Product product, String verb, String where) throws Exception {
		Path script = Path.of(RepositoryTest.class.getResource("/oddities.py").toURI());
		return product.execute(Map.of(), List.of("python3", script.toString(), verb, where)).assertDone().out();
	}

	@Test
	void aFolderThatIsThereStaysAsItIsUnlessItMayBeReplaced() throws Exception {
		Product product = new Product(folder.resolve("base"));
		shell(product, "mkdir -p source/inner target/inner && echo x > source/inner/x && echo mine > target/inner/mine && chmod 750 source source/inner"
				+ " && chmod 1777 target && chmod 701 target/inner").assertDone();
		String repository = folder.resolve("repository").toString();
		product.run("repo", "init", repository).assertDone();
		product.run("repo", "backup", repository, folder.resolve("source").toString()).assertDone();
		String target = folder.resolve("target").toString();
		product.run("repo", "restore", repository, "latest", target).assertDone();
		assertEquals("1777 701 mine x", shell(product, "echo $(stat -c %a target target/inner; ls target/inner)").out().strip());
		product.run("repo", "restore", repository, "latest", target, "--overwrite").assertDone();
		assertEquals("750 750 mine x", shell(product, "echo $(stat -c %a target target/inner; ls target/inner)").out().strip());
	}

	private Product.Result shell(Product product, String script) {
		return product.execute(Map.of("LC_ALL", "C.UTF-8"), List.of("sh", "-ec", "cd '" + folder + "'\n" + script));
	}
}
