package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;

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
}
