package backtrac.test.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.test.transport.FreePort;
import backtrac.test.transport.Samba;

/** A share with 4,000 files, or BACKTRAC_TEST_FILES of the environment: backed up, changed, backed up, and restored to another share and to itself. Python compares. */
class ShareTest {

	@TempDir
	Path folder;
	private Path script;
	private Samba samba;

	@BeforeEach
	void prepare() throws Exception {
		assumeTrue(Samba.isInstalled(), "Samba is not installed");
		samba = Samba.shared();
		script = folder.resolve("share_tree.py");
		try (var source = ShareTest.class.getResourceAsStream("/share_tree.py")) {
			Files.copy(source, script);
		}
	}

	@Test
	void aShareComesBackAsItWasAndWhatDidNotChangeIsLinked() throws Exception {
		Path source = samba.newFolder();
		Path other = Files.createTempDirectory(samba.other(), "test-");
		try (Product product = new Product(folder.resolve("base"))) {
			python(product, "make", source);
			python(product, "note", source, folder.resolve("before"));
			product.run("server", "start", "--port", Integer.toString(FreePort.find())).assertDone();
			product.run("client", "add", "nas").assertDone();
			addPlan(product, "nas/docs", "backup", source);
			addPlan(product, "nas/copy", "other", other);
			backup(product);
			python(product, "change", source);
			python(product, "note", source, folder.resolve("after"));
			backup(product);
			List<Path> trees = trees();
			assertEquals(2, trees.size());
			python(product, "compare", folder.resolve("before"), trees.getFirst());
			python(product, "compare", folder.resolve("after"), trees.getLast());
			python(product, "linked", folder.resolve("before"), folder.resolve("after"), trees.getFirst(), trees.getLast());
			restore(product, "--to-plan", "nas/copy");
			python(product, "compare", folder.resolve("after"), other);
			python(product, "lose", source);
			restore(product, "--to-source", "--path", "03", "--path", "large");
			python(product, "compare", folder.resolve("after"), source);
			python(product, "remove", source, other);
		}
	}

	private void addPlan(Product product, String plan, String share, Path source) {
		List<String> line = new ArrayList<>(List.of("plan", "add", plan, "--transport", "smb", "--secret", "password"));
		samba.settings("share", share, "path", source.getFileName()).forEach((name, value) -> {
			if (!name.equals("password")) {
				line.addAll(List.of("--set", name + "=" + value));
			}
		});
		product.shell("echo '" + Samba.PASSWORD + "' | '" + product.command() + "' " + String.join(" ", line)).assertDone();
	}

	private static void backup(Product product) {
		assertSucceeded(product.run("run", "start", "nas/docs", "--follow"));
	}

	private static void restore(Product product, String... to) {
		List<String> line = new ArrayList<>(List.of("snapshot", "restore", "nas/docs/latest", "--follow"));
		line.addAll(List.of(to));
		assertSucceeded(product.run(line.toArray(String[]::new)));
	}

	private static void assertSucceeded(Product.Result run) {
		run.assertDone();
		assertTrue(run.err().contains("SUCCEEDED"), run::toString);
		assertFalse(run.toString().contains(Samba.PASSWORD), run::toString);
	}

	private List<Path> trees() throws Exception {
		try (Stream<Path> snapshots = Files.list(repository().resolve("snapshots/nas/docs"))) {
			return snapshots.sorted().map(snapshot -> snapshot.resolve("tree")).toList();
		}
	}

	private Path repository() {
		return folder.resolve("base/data/repository");
	}

	private void python(Product product, Object... arguments) {
		List<String> line = new ArrayList<>(List.of("python3", script.toString()));
		Stream.of(arguments).map(Object::toString).forEach(line::add);
		product.execute(Map.of("PYTHONUTF8", "1"), line).assertDone();
	}
}
