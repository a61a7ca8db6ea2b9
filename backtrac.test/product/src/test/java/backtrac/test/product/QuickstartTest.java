package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.test.transport.FreePort;

/** What a newcomer does first. */
@Order(2) // takes long
class QuickstartTest {

	@TempDir
	Path folder;

	@Test
	void takesASnapshotAndLinksWhatDidNotChangeTheSecondTime() throws Exception {
		Path source = Files.createDirectories(folder.resolve("docs/sub")).getParent();
		Files.writeString(source.resolve("same.txt"), "the same for ever\n");
		Files.writeString(source.resolve("sub/changed.txt"), "one\n");
		String port = Integer.toString(FreePort.find());
		try (Product product = new Product(folder.resolve("base"))) {
			Product.Result first = product.run("quickstart", source.toString(), "--port", port).assertDone();
			String url = "http://127.0.0.1:" + port;
			assertTrue(first.out().contains(url), first::toString);
			String password = Files.readString(product.base().resolve("data/first-password")).strip();
			assertTrue(first.out().contains(password), first::toString);
			Path before = onlySnapshots(product).getFirst();
			assertTrue(first.out().contains(before.toString()), first::toString);
			assertEquals("the same for ever\n", Files.readString(before.resolve("same.txt")));

			HttpClient client = HttpClient.newHttpClient();
			assertEquals(200, client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString()).statusCode());

			Files.writeString(source.resolve("sub/changed.txt"), "two, and longer\n");
			Product.Result second = product.run("quickstart", source.toString()).assertDone();
			assertTrue((second.out() + second.err()).contains("running"), second::toString);
			Path after = onlySnapshots(product).getLast();
			assertFalse(after.equals(before));
			assertEquals(3, links(after.resolve("same.txt")), "the pool's name and one in each tree");
			assertEquals(2, links(after.resolve("sub/changed.txt")));
			assertEquals("one\n", Files.readString(before.resolve("sub/changed.txt")));

			for (String secret : List.of("data/token", "data/first-password")) {
				assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(product.base().resolve(secret))), secret);
			}
			assertEquals(0, product.run("server", "status").exit());
			product.run("server", "stop").assertDone();
			assertEquals(1, product.run("server", "status").exit());

			product.run("server", "start").assertDone();
			assertEquals(2, onlySnapshots(product).size());
			assertEquals(password, Files.readString(product.base().resolve("data/first-password")).strip());
		}
	}

	@Test
	void leavesItsOwnRepositoryOut() throws Exception {
		Path source = Files.createDirectories(folder.resolve("home"));
		Files.writeString(source.resolve("letter.txt"), "dear reader\n");
		try (Product product = new Product(source.resolve("backtrac"))) {
			product.run("quickstart", source.toString(), "--port", Integer.toString(FreePort.find())).assertDone();
			Path tree = onlySnapshots(product).getFirst();
			assertTrue(Files.exists(tree.resolve("letter.txt")));
			assertFalse(Files.exists(tree.resolve("backtrac/data/repository")));
		}
	}

	/** The trees of all snapshots, the oldest first. */
	private static List<Path> onlySnapshots(Product product) throws Exception {
		try (Stream<Path> found = Files.find(product.base().resolve("data/repository/snapshots"), 4, (path, is) -> path.endsWith("tree"))) {
			return found.sorted().toList();
		}
	}

	private static int links(Path file) throws Exception {
		return (Integer) Files.getAttribute(file, "unix:nlink");
	}
}
