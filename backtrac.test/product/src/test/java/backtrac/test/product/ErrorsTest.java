package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong is said in one line, and the exit code tells it to scripts. */
class ErrorsTest {

	@TempDir
	Path folder;

	private Product product;

	@BeforeEach
	void makeProduct() {
		product = new Product(folder.resolve("base"));
	}

	@Test
	void aSourceThatIsNotThere() {
		String missing = folder.resolve("missing").toString();
		String repository = folder.resolve("repository").toString();
		product.run("repo", "init", repository).assertDone();
		product.run("repo", "backup", repository, missing).assertOneClearLine(1, missing);
		product.run("quickstart", missing).assertOneClearLine(1, missing);
		product.run("quickstart", "").assertOneClearLine(1, "empty");
		product.run(Map.of("HOME", missing), "quickstart").assertOneClearLine(1, missing);
		assertFalse(Files.exists(folder.resolve("base/data/repository")), "no server was started for it");
	}

	@Test
	void aFolderThatIsNoRepository() {
		product.run("repo", "snapshots", folder.toString()).assertOneClearLine(1, folder.toString(), "init");
		product.run("repo", "backup", folder.toString(), folder.toString()).assertOneClearLine(1, folder.toString());
	}

	@Test
	void aFolderThatCannotBecomeARepository() throws Exception {
		Files.writeString(folder.resolve("something"), "here");
		product.run("repo", "init", folder.toString()).assertOneClearLine(1, folder.toString(), "empty");
	}

	@Test
	void aPortInUse() throws Exception {
		try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			String port = Integer.toString(other.getLocalPort());
			product.run("server", "start", "--port", port).assertOneClearLine(1, port, "in use");
			product.run("quickstart", folder.toString(), "--port", port).assertOneClearLine(1, port, "in use");
			product.run("server", "run", "--port", port).assertOneClearLine(1, port, "in use");
		}
		assertEquals(1, product.run("server", "status").exit());
	}

	@Test
	void aCommandThatDoesNotExist() {
		Product.Result result = product.run("repo", "burn");
		assertEquals(2, result.exit(), result::toString);
		assertTrue(result.err().contains("burn"), result::toString);
		assertEquals(2, product.run("repo", "init").exit());
	}

	@Test
	void aSnapshotThatIsNotThere() {
		String repository = folder.resolve("repository").toString();
		product.run("repo", "init", repository).assertDone();
		product.run("repo", "ls", repository, "latest").assertOneClearLine(1, "no snapshot");
	}
}
