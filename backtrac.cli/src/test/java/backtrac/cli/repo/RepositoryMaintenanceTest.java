package backtrac.cli.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.JsonDocument;
import backtrac.engine.store.HardLinkRepository;

/** The commands that keep a repository in order. */
class RepositoryMaintenanceTest {

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private Path repository;
	private Path source;

	@BeforeEach
	void backUpTwice() throws IOException {
		backtrac = new CommandLineFixture(folder);
		repository = folder.resolve("repository");
		source = Files.createDirectory(folder.resolve("source"));
		backtrac.run("repo", "init", repository).assertDone();
		Files.writeString(source.resolve("kept.txt"), "kept");
		Files.writeString(source.resolve("gone.txt"), "gone soon");
		backUp();
		Files.delete(source.resolve("gone.txt"));
		backUp();
	}

	@Test
	void forgetRemovesWhatIsNamedAndPruneFreesIt() {
		String latest = ids().getFirst();
		String oldest = ids().getLast();
		String said = backtrac.run("repo", "forget", repository, oldest.substring(0, 8), oldest).assertDone().out();
		assertTrue(said.matches("forgot " + oldest + ": desk/docs of \\S+ \\S+\n"), said);
		assertEquals(List.of(latest), ids());
		assertEquals("would free 1 file of the pool, 9 B\n", backtrac.run("repo", "prune", repository, "--dry-run").assertDone().out());
		CommandLineFixture.Result freed = backtrac.run("repo", "prune", repository).assertDone();
		assertEquals("freed 1 file of the pool, 9 B\n", freed.out());
		assertEquals("", freed.err());
		assertEquals("freed 0 files of the pool, 0 B\n", backtrac.run("repo", "prune", repository).assertDone().out());
	}

	@Test
	void aDryRunOfForgetSaysWhatItWouldFreeAndForgetsNothing() {
		String oldest = ids().getLast();
		List<String> said = backtrac.run("repo", "forget", repository, oldest, "--dry-run").assertDone().out().lines().toList();
		assertTrue(said.getFirst().startsWith("would forget " + oldest + ": desk/docs of "), said.getFirst());
		assertEquals("a prune would free 1 file of the pool, 9 B", said.getLast());
		assertEquals(2, ids().size());
		Map<?, ?> json = (Map<?, ?>) JsonDocument.parse(backtrac.run("repo", "forget", repository, oldest, "--dry-run", "--json").assertDone().out());
		assertEquals(List.of(true, 1L, 9L), List.of(json.get("dry_run"), json.get("files"), json.get("bytes")));
		assertEquals(oldest, ((Map<?, ?>) ((List<?>) json.get("snapshots")).getFirst()).get("id"));
		assertEquals(Map.of("dry_run", false, "files", 0L, "bytes", 0L),
				JsonDocument.parse(backtrac.run("repo", "prune", repository, "--json").assertDone().out()));
	}

	@Test
	void nothingIsForgottenIfOneIsNotThere() {
		backtrac.run("repo", "forget", repository, "latest", "nonsense").assertComplaint(Exit.FAILED, "no snapshot 'nonsense'");
		assertEquals(2, ids().size());
		backtrac.run("repo", "forget", repository).assertComplaint(Exit.USAGE, "SNAPSHOT");
	}

	@Test
	void pruneSaysWhoIsInTheWay() throws IOException {
		try (HardLinkRepository other = HardLinkRepository.open(repository);
				SnapshotWriter writer = other.begin(new SnapshotRequest("desk", "photos", Instant.now(), false))) {
			assertEquals(0, writer.counts().files());
			backtrac.run("repo", "prune", repository, "--no-wait").assertComplaint(Exit.FAILED, "is in use by a backup of desk/photos (process ", "try again");
		}
	}

	@Test
	void verifySaysWhatIsDamagedAndWhatItTouches() throws IOException {
		assertEquals("looked at 2 snapshots, 2 contents: all is well\n", backtrac.run("repo", "verify", repository).assertDone().out());
		assertEquals("looked at 1 snapshot, 1 content, read 4 B: all is well\n",
				backtrac.run("repo", "verify", repository, "desk/docs/latest", "--read-data").assertDone().out());
		Path tree = Path.of((String) JsonDocument.rows(backtrac.run("repo", "snapshots", repository, "--json").out()).getFirst().get("tree"));
		Files.setPosixFilePermissions(tree.resolve("kept.txt"), PosixFilePermissions.fromString("rw-------"));
		Files.writeString(tree.resolve("kept.txt"), "kelp");
		CommandLineFixture.Result result = backtrac.run("repo", "verify", repository, "--read-data");
		assertEquals(Exit.FAILED, result.exit());
		assertEquals("", result.err());
		List<String> lines = result.out().lines().toList();
		assertTrue(lines.getFirst().matches("pool/../\\w{64} is not what was stored; moved to quarantine, .*"), lines.getFirst());
		assertEquals(Set.of("    " + ids().getFirst() + " kept.txt", "    " + ids().getLast() + " kept.txt"), Set.copyOf(lines.subList(1, 3)));
		assertEquals("looked at 2 snapshots, 2 contents, read 13 B: 1 damaged", lines.getLast());

		CommandLineFixture.Result again = backtrac.run("repo", "verify", repository, "latest", "--json");
		assertEquals(Exit.FAILED, again.exit());
		Map<?, ?> json = (Map<?, ?>) JsonDocument.parse(again.out());
		assertEquals(List.of(false, 1L, 1L, 0L, 1L),
				List.of(json.get("sound"), json.get("snapshots"), json.get("contents"), json.get("bytes_read"), json.get("damage_count")));
		Map<?, ?> damage = (Map<?, ?>) ((List<?>) json.get("damage")).getFirst();
		assertEquals(List.of("content", "is missing", "awaited", 1L), List.of(damage.get("kind"), damage.get("reason"), damage.get("remedy"), damage.get("place_count")));
		assertEquals(List.of(Map.of("snapshot", ids().getFirst(), "path", "kept.txt")), damage.get("places"));

		backUp(); // heals
		assertEquals("kept", backtrac.run("repo", "cat", repository, ids().getLast(), "kept.txt").assertDone().out());
		assertEquals(Exit.FAILED, backtrac.run("repo", "verify", repository, "--read-data").exit(), "the older trees were repaired");
		backtrac.run("repo", "verify", repository, "--read-data").assertDone();
		assertEquals("kept", Files.readString(tree.resolve("kept.txt")));
	}

	private void backUp() {
		backtrac.run("repo", "backup", repository, source, "--client", "desk", "--plan", "docs").assertDone();
	}

	/** The latest first. */
	private List<String> ids() {
		return JsonDocument.rows(backtrac.run("repo", "snapshots", repository, "--json").assertDone().out()).stream().map(s -> (String) s.get("id")).toList();
	}
}
