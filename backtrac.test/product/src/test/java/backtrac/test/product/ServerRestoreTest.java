package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import backtrac.test.transport.FreePort;

/** A server gives files back: to the source, and to its folders for restores. */
@Execution(ExecutionMode.CONCURRENT)
class ServerRestoreTest {

	private static final String LATEST = "desk/docs/latest";

	@TempDir
	Path folder;

	@Test
	void whatIsLostComesBack() throws Exception {
		try (Product product = new Product(folder.resolve("base"))) {
			OddTree tree = new OddTree(product, folder);
			tree.shell("cp -a source before");
			product.run("server", "start", "--port", Integer.toString(FreePort.find())).assertDone();
			product.run("client", "add", "desk").assertDone();
			product.run("plan", "add", "desk/docs", "--path", tree.source().toString()).assertDone();
			product.run("run", "start", "desk/docs", "--follow").assertDone();

			// to the source: what was deleted comes back, what was written since stays
			tree.shell("rm -r source/😀.txt source/not*utf8 source/empty && echo new > source/random.new");
			product.run("snapshot", "restore", LATEST, "--to-source", "--path", "😀.txt", "--path", "not\\xFFutf8", "--path", "empty", "--follow").assertDone();
			tree.shell("rm source/random.new && touch -d '2011-11-11 11:11:11.000000001' source").assertDone();
			assertEquals("", tree.differenceOf("before"));
			tree.shell("echo changed > source/nothing");
			Product.Result partly = product.run("snapshot", "restore", LATEST, "--to-source", "--path", "nothing", "--follow");
			assertEquals(3, partly.exit(), partly::toString);
			assertTrue(partly.err().contains("something is there already"), partly::toString);
			product.run("snapshot", "restore", LATEST, "--to-source", "--path", "nothing", "--overwrite", "--follow").assertDone();
			tree.shell("touch -d '2011-11-11 11:11:11.000000001' source").assertDone();
			assertEquals("", tree.differenceOf("before"));

			// to a folder of the server
			String json = product.run("snapshot", "restore", LATEST, "box/all", "--follow", "--json").assertDone().out();
			Path restores = product.base().toRealPath().resolve("data/restores");
			assertTrue(json.contains("\"subject\":\"desk/docs to " + restores.resolve("box/all") + "\"") && json.contains("\"state\":\"succeeded\""), json);
			assertEquals("", tree.differenceOf(restores.resolve("box/all").toString()));

			// and nowhere else
			Path outside = Files.createDirectory(folder.resolve("outside"));
			Files.createSymbolicLink(restores.resolve("link"), outside);
			product.run("snapshot", "restore", LATEST, "link/x").assertOneClearLine(1, "leads out of '" + restores + "'", "restoreRoots in etc/backtrac.restore.cfg");
			product.run("snapshot", "restore", LATEST, "../x").assertOneClearLine(1, "leads out of");
			product.run("snapshot", "restore", LATEST, product.base() + "/data/repository/x").assertOneClearLine(1, "lies in the repository");
			String refused = product.run("audit", "list", "--action", "restore.start").assertDone().out();
			for (String target : new String[] { "link/x", "../x", "/data/repository/x" }) {
				assertTrue(refused.lines().anyMatch(line -> line.contains(target) && line.contains("1401 REFUSED")), () -> target + " is missing in\n" + refused);
			}
			product.run("snapshot", "restore", LATEST, "box", "--path", "../x").assertOneClearLine(2, "'..'");
			product.run("plan", "remove", "desk/docs").assertDone();
			product.run("snapshot", "restore", LATEST, "--to-source").assertOneClearLine(1, "the plan 'desk/docs'", "does not exist any more");
			try (var entries = Files.list(outside)) {
				assertEquals(0, entries.count());
			}
			assertFalse(Files.exists(product.base().resolve("data/x")));
		}
	}
}
