package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import backtrac.test.transport.FreePort;

/** A transport of somebody else: added to a running server, used, replaced, and never trusted with the words of a secret. From a shell alone. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class BundleTest {

	private static final String SECRET = "sentinel-9f1c4e";

	@TempDir
	Path folder;

	@Test
	void aTransportIsAddedUsedAndReplacedWhileTheServerRuns() throws Exception {
		Path first = ShelfTransport.jar(folder, "1.0.0");
		Path second = ShelfTransport.jar(folder, "2.0.0");
		try (Product product = start()) {
			product.run("client", "add", "desk").assertDone();
			Product.Result early = product.run("plan", "add", "desk/early", "--transport", "shelf", "--set", "board=top").assertDone();
			assertTrue(early.err().contains("the transport shelf is not installed"), early::toString);
			assertTrue(product.run("transport", "list").assertDone().out().lines().anyMatch(line -> line.startsWith("shelf ") && line.contains(" missing ")));

			assertEquals("installed org.example.shelf 1.0.0; it brings the transport shelf\n", product.run("bundle", "install", first.toString()).assertDone().out());
			product.run("bundle", "install", first.toString()).assertOneClearLine(1, "there is a bundle org.example.shelf already", "update it");
			String form = product.run("transport", "show", "shelf").assertDone().out();
			assertTrue(form.contains("Book shelf") && form.contains("1..9") && form.contains("--secret"), form);
			assertEquals("connected, and the folder can be listed: 1 entry\n", product.run("transport", "test", "--plan", "desk/early").assertDone().out());
			product.run("plan", "set", "desk/early", "--set", "books=10").assertOneClearLine(2, "'books' is a whole number from 1 to 9", "not '10'");
			product.run("plan", "set", "desk/early", "--set", "shelf=x").assertOneClearLine(2, "no setting 'shelf'", "board, books");
			product.run("plan", "set", "desk/early", "--set", "board=").assertOneClearLine(2, "the setting 'board' is missing", "Which one");
			assertEquals("read by version 1.0.0", backUp(product));

			Path enough = folder.resolve("enough");
			CompletableFuture<String> polls = CompletableFuture.supplyAsync(() -> Script.run(product, """
					calls = 0
					while not os.path.exists(sys.argv[2]):
						assert len(server.rpc.bundle.list()) > 10 and server.rpc.plan.list({})
						calls += 1
						time.sleep(0.05)
					print(calls)
					""", enough.toString()));
			assertEquals("updated org.example.shelf 2.0.0; it brings the transport shelf\n",
					product.run("bundle", "update", ShelfTransport.NAME, second.toString()).assertDone().out());
			Files.createFile(enough);
			assertTrue(Integer.parseInt(polls.join()) > 1);
			assertEquals("read by version 2.0.0", backUp(product));

			Path broken = ShelfTransport.jar(folder, "3.0.0", "org.example.nowhere;version=\"[4,5)\"");
			product.run("bundle", "update", ShelfTransport.NAME, broken.toString()).assertOneClearLine(1,
					"the package org.example.nowhere from version 4.0.0 below 5.0.0", "which no bundle here offers", "the old one was put back");
			assertEquals("read by version 2.0.0", backUp(product));

			product.run("server", "stop").assertDone();
			product.run("server", "start").assertDone();
			assertEquals("read by version 2.0.0", backUp(product));

			product.run("bundle", "stop", ShelfTransport.NAME).assertDone();
			Product.Result without = product.run("run", "start", "desk/early", "--follow");
			assertTrue(without.exit() == 1 && without.err().contains("no transport 'shelf' is installed"), without::toString);
			product.run("bundle", "start", ShelfTransport.NAME).assertDone();
			assertEquals("read by version 2.0.0", backUp(product));
			product.run("bundle", "remove", ShelfTransport.NAME).assertDone();
			try (Stream<Path> left = Files.list(product.base().resolve("deploy"))) {
				assertEquals(0, left.count());
			}
			assertFalse(product.run("bundle", "list").assertDone().out().contains("shelf"));
		}
	}

	@Test
	void whatCannotWorkLeavesNothing() throws Exception {
		try (Product product = start()) {
			Path broken = ShelfTransport.jar(folder, "3.0.0", "org.example.nowhere");
			product.run("bundle", "install", broken.toString()).assertOneClearLine(1, "it needs the package org.example.nowhere", "was taken away again");
			Path text = Files.writeString(folder.resolve("text.jar"), "no jar at all");
			product.run("bundle", "install", text.toString()).assertOneClearLine(2, "this is no jar");
			product.run("bundle", "update", "backtrac.smb", broken.toString()).assertOneClearLine(1, "belongs to the server's installation");
			product.run("bundle", "stop", "backtrac.xmlrpc").assertOneClearLine(1, "nobody could call the server");
			product.run("bundle", "stop", "org.apache.felix.scr").assertOneClearLine(1, "is a library");
			try (Stream<Path> left = Files.list(product.base().resolve("deploy"))) {
				assertEquals(0, left.count());
			}
			assertEquals("installed org.example.shelf 1.0.0; it brings the transport shelf\n",
					product.run("bundle", "install", ShelfTransport.jar(folder, "1.0.0").toString()).assertDone().out());
		}
	}

	@Test
	void aSecretIsNowhereInTheClear() throws Exception {
		Path jar = ShelfTransport.jar(folder, "1.0.0");
		StringBuilder said = new StringBuilder();
		try (Product product = start()) {
			product.run("bundle", "install", jar.toString()).assertDone();
			product.run("client", "add", "desk").assertDone();
			for (String board : new String[] { "refused", "broken", "dusty" }) {
				String plan = "desk/" + board;
				say(said, typing(product, "plan add " + plan + " --transport shelf --set board=" + board + " --secret password").assertDone());
				say(said, product.run("transport", "test", "--plan", plan));
				say(said, product.run("run", "start", plan, "--follow"));
			}
			say(said, typing(product, "plan set desk/dusty --secret board")); // which is no secret
			say(said, product.run("plan", "show", "desk/dusty", "--json").assertDone());
			say(said, product.shell("""
					'%1$s' run list --json
					for run in $('%1$s' run list --json | grep -o '"id":"[^"]*"' | cut -d'"' -f4); do '%1$s' run log $run; done
					""".formatted(product.command())).assertDone());
			assertTrue(said.toString().contains("***"), said.toString());
		}
		assertFalse(said.toString().contains(SECRET), said.toString());
		try (Stream<Path> files = Files.walk(folder.resolve("base"))) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				assertFalse(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(SECRET), file.toString());
			}
		}
	}

	private Product start() throws Exception {
		Product product = new Product(folder.resolve("base"));
		product.run("server", "start", "--port", Integer.toString(FreePort.find())).assertDone();
		return product;
	}

	/** With the secret on standard input. */
	private static Product.Result typing(Product product, String command) {
		return product.shell("echo " + SECRET + " | '" + product.command() + "' " + command);
	}

	private static void say(StringBuilder said, Product.Result result) {
		said.append(result.out()).append(result.err());
	}

	/** What its only file holds then. */
	private static String backUp(Product product) throws Exception {
		String out = product.run("run", "start", "desk/early", "--follow").assertDone().out();
		String tree = out.lines().filter(line -> line.startsWith("snapshot ")).findFirst().orElseThrow(() -> new AssertionError(out)).substring("snapshot ".length()).strip();
		return Files.readString(Path.of(tree).resolve("book.txt"));
	}
}
