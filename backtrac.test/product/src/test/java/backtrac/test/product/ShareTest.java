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

import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.transport.WritableSession;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.restore.Restore;
import backtrac.engine.store.HardLinkRepository;
import backtrac.smb.SmbTransport;
import backtrac.test.transport.Samba;

/** A share with 4,000 files, or BACKTRAC_TEST_FILES of the environment: backed up, changed, backed up, and restored to another share. Python compares. */
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
		try (Product product = new Product(folder.resolve("base"))) {
			python(product, "make", source);
			python(product, "note", source, folder.resolve("before"));
			product.run("server", "start", "--port", Integer.toString(Product.freePort())).assertDone();
			addPlan(product, source);
			backup(product);
			python(product, "change", source);
			python(product, "note", source, folder.resolve("after"));
			backup(product);
			List<Path> trees = trees();
			assertEquals(2, trees.size());
			python(product, "compare", folder.resolve("before"), trees.getFirst());
			python(product, "compare", folder.resolve("after"), trees.getLast());
			python(product, "linked", folder.resolve("before"), folder.resolve("after"), trees.getFirst(), trees.getLast());
			restoreTheLast();
			python(product, "compare", folder.resolve("after"), samba.other());
		}
	}

	private void addPlan(Product product, Path source) {
		product.run("client", "add", "nas").assertDone();
		List<String> line = new ArrayList<>(List.of("plan", "add", "nas/docs", "--transport", "smb", "--secret", "password"));
		samba.settings("path", source.getFileName()).forEach((name, value) -> {
			if (!name.equals("password")) {
				line.addAll(List.of("--set", name + "=" + value));
			}
		});
		product.shell("echo '" + Samba.PASSWORD + "' | '" + product.command() + "' " + String.join(" ", line)).assertDone();
	}

	private static void backup(Product product) {
		Product.Result run = product.run("run", "start", "nas/docs", "--follow").assertDone();
		assertTrue(run.err().contains("SUCCEEDED"), run::toString);
		assertFalse(run.toString().contains(Samba.PASSWORD), run::toString);
	}

	private List<Path> trees() throws Exception {
		try (Stream<Path> snapshots = Files.list(repository().resolve("snapshots/nas/docs"))) {
			return snapshots.sorted().map(snapshot -> snapshot.resolve("tree")).toList();
		}
	}

	private void restoreTheLast() throws Exception {
		HardLinkRepository repository = HardLinkRepository.open(repository());
		Snapshot last = repository.snapshots().stream().reduce((first, second) -> first.started().isBefore(second.started()) ? second : first).orElseThrow();
		try (SnapshotReader reader = repository.open(last.id()); WritableSession target = new SmbTransport().open(samba.settings("share", "other"))) {
			Restore.Result restored = new Restore(reader, target, List.of(), false, new ProgressMeter()).call();
			assertEquals(List.of(), restored.problems());
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
