package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.test.transport.FreePort;

/** What a server's snapshots hold, from a shell: the same as the repository tells without a server. */
class BrowseTest {

	@TempDir
	Path folder;

	@Test
	void aServersSnapshotsAreListedSearchedComparedReadAndForgotten() throws Exception {
		try (Product product = new Product(folder.resolve("base"))) {
			OddTree odd = new OddTree(product, folder);
			product.run("quickstart", odd.source().toString(), "--port", Integer.toString(FreePort.find())).assertDone();
			Files.writeString(odd.source().resolve("new.txt"), "new\n");
			Files.delete(odd.source().resolve("random"));
			product.run("quickstart", odd.source().toString()).assertDone();
			String repository = product.base().resolve("data/repository").toString();

			for (String[] command : new String[][] { { "ls", "latest", "-r", "--json" }, { "cat", "latest", "not\\xffutf8" } }) {
				assertEquals(ofRepository(product, repository, command).assertDone().out(), ofServer(product, command).assertDone().out(), String.join(" ", command));
			}
			String first = product.shell("'" + product.command() + "' snapshot list --json | python3 -c 'import json, sys; print(json.load(sys.stdin)[-1][\"id\"])'").assertDone().out().strip();
			for (String[] command : new String[][] { { "diff", first, "latest", "--json" } }) {
				assertEquals(ofRepository(product, repository, command).assertDone().out(), ofServer(product, command).assertDone().out(), String.join(" ", command));
			}
			assertTrue(product.run("snapshot", "search", "latest", "*.txt", "--min-size", "1").assertDone().out().contains(" \uD83D\uDE00.txt\n"));
			product.run("snapshot", "cat", "latest", "empty").assertOneClearLine(1, "is a folder");

			String plan = product.run("snapshot", "show", first, "--json").out().replaceFirst("(?s).*\"client\":\"([^\"]*)\",\"plan\":\"([^\"]*)\".*", "$1/$2");
			assertTrue(product.run("plan", "simulate", plan, "--keep-last", "1").assertDone().out().contains("no option keeps it"));
			product.run("snapshot", "forget", first).assertOneClearLine(1, "--yes");
			assertTrue(product.run("snapshot", "forget", "--plan", plan, "--keep-last", "1", "--dry-run").assertDone().out().startsWith("would forget " + first));
			assertTrue(product.run("snapshot", "forget", first, "--yes").assertDone().out().startsWith("forgot " + first));
			product.run("snapshot", "show", first).assertOneClearLine(1, "no snapshot");

			Script.run(product, """
					page = server.rpc.snapshot.browse("latest", "", "", 100)
					odd = [entry for entry in page["entries"] if "raw_name" in entry]
					assert odd and server.rpc.snapshot.read("latest", odd[0]["raw_name"], 0, 10)["data"].data == b"x", odd
					assert server.rpc.snapshot.read("latest", "\\U0001F600.txt", 0, 10)["data"].data == b"smile\\n"
					""");
		}
	}

	private static Product.Result ofServer(Product product, String... command) {
		String[] line = new String[command.length + 1];
		line[0] = "snapshot";
		System.arraycopy(command, 0, line, 1, command.length);
		return product.run(line);
	}

	private static Product.Result ofRepository(Product product, String repository, String... command) {
		String[] line = new String[command.length + 2];
		line[0] = "repo";
		line[1] = command[0];
		line[2] = repository;
		System.arraycopy(command, 1, line, 3, command.length - 1);
		return product.run(line);
	}
}
