package backtrac.cli.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.JsonDocument;

/** The commands that look after what is stored, and after trees. */
class RepositoryUpkeepTest {

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
		Files.writeString(source.resolve("a.txt"), "of a");
		Files.writeString(source.resolve("b.txt"), "of b, longer");
		backUp();
		backUp();
	}

	@Test
	void scrubReadsShareAfterShareAndSaysWhatIsDamaged() throws IOException {
		List<String> half = backtrac.run("repo", "scrub", repository, "--share", "1/2").assertDone().out().lines().toList();
		assertTrue(half.getFirst().matches("read \\d contents?, .* B: all is well"), half.getFirst());
		assertTrue(half.getLast().startsWith("128 of 256 parts of the pool are done since 20"), half.getLast());
		List<String> rest = backtrac.run("repo", "scrub", repository, "--bytes", "2k").assertDone().out().lines().toList();
		assertTrue(rest.getLast().startsWith("all of the pool has been read since 20"), rest.getLast());
		Path tree = tree(0);
		Files.delete(source.resolve("b.txt"));
		overwrite(tree.resolve("b.txt"), "of b, damaged");
		CommandLineFixture.Result damaged = backtrac.run("repo", "scrub", repository, "--share", "1/1");
		assertEquals(Exit.FAILED, damaged.exit());
		assertTrue(damaged.out().contains(" is not what was stored; moved to quarantine, "), damaged.out());
		assertTrue(damaged.out().contains("    " + id(0) + " b.txt\n"), damaged.out());
		Map<?, ?> json = (Map<?, ?>) JsonDocument.parse(backtrac.run("repo", "scrub", repository, "--json").assertDone().out());
		assertEquals(List.of(true, false, 9L, 256L, 0L), List.of(json.get("sound"), json.get("pass_done"), json.get("folders_done"), json.get("folders"), json.get("damage_count")));
	}

	@Test
	void scrubRefusesAmountsThatAreNone() {
		for (String share : List.of("0/1", "2/1", "1/0", "0.1", "-1/3")) {
			backtrac.run("repo", "scrub", repository, "--share=" + share).assertComplaint(Exit.USAGE, "'" + share + "' is no share: give a part of one as 1/30, or 1 for all");
		}
		for (String size : List.of("10X", "G", "-5")) {
			backtrac.run("repo", "scrub", repository, "--bytes=" + size).assertComplaint(Exit.USAGE, "'" + size + "' is no size: give a number of bytes, or 500k");
		}
		backtrac.run("repo", "scrub", repository, "--bytes", "0").assertComplaint(Exit.USAGE, "--bytes is more than 0");
		backtrac.run("repo", "scrub", repository, "--bytes", "1", "--share", "1/2").assertComplaint(Exit.USAGE, "--bytes", "--share");
	}

	@Test
	void verifySaysWhatMendsATreeAndRebuildDoes() throws IOException {
		Path tree = tree(0);
		Files.delete(tree.resolve("a.txt"));
		CommandLineFixture.Result damaged = backtrac.run("repo", "verify", repository);
		assertEquals(Exit.FAILED, damaged.exit());
		assertTrue(damaged.out().contains("; 'backtrac repo rebuild " + repository + " " + id(0) + "' makes it again\n"), damaged.out());
		assertEquals("made 1 tree; 0 others are sound\n", backtrac.run("repo", "rebuild", repository, id(0)).assertDone().out());
		assertEquals("of a", Files.readString(tree.resolve("a.txt")));
		assertEquals(Map.of("whole", true, "trees", 0L, "summaries", 0L, "sound", 2L, "damage_count", 0L, "damage", List.of()),
				JsonDocument.parse(backtrac.run("repo", "rebuild", repository, "--json").assertDone().out()));
		backtrac.run("repo", "verify", repository).assertDone();
	}

	@Test
	void verifySaysWhatMendsALostContentUntilAllIsWell() throws IOException {
		Path tree = tree(0);
		String ways = "the next backup that meets this content stores it again, and then 'backtrac repo rebuild " + repository + "' has the trees show it\n";
		overwrite(tree.resolve("a.txt"), "of A");
		String read = backtrac.run("repo", "verify", repository, "--read-data").out();
		assertTrue(read.contains(" is not what was stored; moved to quarantine, " + ways), read);
		String missing = backtrac.run("repo", "verify", repository).out();
		assertTrue(missing.contains(" is missing; " + ways), missing);
		backUp();
		String shown = backtrac.run("repo", "verify", repository).out();
		assertTrue(shown.contains("; 'backtrac repo rebuild " + repository + " " + id(1) + "' makes it again\n"), shown);
		backtrac.run("repo", "rebuild", repository).assertDone();
		backtrac.run("repo", "verify", repository).assertDone();
		assertEquals("of a", Files.readString(tree.resolve("a.txt")));
	}

	@Test
	void rebuildMendsASummaryAndSaysWhatItLeavesOut() throws IOException {
		String oldest = id(1);
		Path tree = tree(1);
		Files.writeString(tree.resolveSibling("snapshot.json"), "{");
		assertTrue(backtrac.run("repo", "verify", repository).out().contains("; 'backtrac repo rebuild " + repository + "' makes it again\n"));
		assertEquals("made 0 trees and 1 summary; 2 others are sound\n", backtrac.run("repo", "rebuild", repository).assertDone().out());
		assertEquals(oldest, id(1));
		Files.delete(pooled(tree.resolve("a.txt")));
		Files.delete(tree.resolve("b.txt"));
		CommandLineFixture.Result left = backtrac.run("repo", "rebuild", repository, oldest);
		assertEquals(Exit.PARTIAL, left.exit());
		assertTrue(left.out().contains(" is missing, or is not what was stored\n    " + oldest + " a.txt\nmade 1 tree; 0 others are sound\n"), left.out());
		assertFalse(Files.exists(tree.resolve("a.txt")));
		assertEquals("of b, longer", Files.readString(tree.resolve("b.txt")));
	}

	@Test
	void treesSaysAndSetsHowManyThereAre() {
		assertEquals("trees kept: all; there now: 2 of 2\n", backtrac.run("repo", "trees", repository).assertDone().out());
		assertEquals("trees kept: the latest 1 of each plan; there now: 1 of 2\n",
				backtrac.run("repo", "trees", repository, "--keep", "1").assertDone().out());
		assertEquals(Map.of("keep", 1L, "snapshots", 2L, "trees", 1L), JsonDocument.parse(backtrac.run("repo", "trees", repository, "--json").assertDone().out()));
		assertFalse(snapshots().getLast().containsKey("tree"), "none that does not exist");
		assertTrue(snapshots().getFirst().containsKey("tree"));
		assertEquals("of a", backtrac.run("repo", "cat", repository, id(1), "a.txt").assertDone().out());
		backtrac.run("repo", "restore", repository, id(1), folder.resolve("back")).assertDone();
		assertEquals(Map.of("snapshots", 2L, "trees", 1L), JsonDocument.parse(backtrac.run("repo", "trees", repository, "--keep=all", "--json").assertDone().out()));
		assertEquals("made 1 tree; 1 other is sound\n", backtrac.run("repo", "rebuild", repository).assertDone().out());
		for (String wrong : List.of("-1", "some", "1.5")) {
			backtrac.run("repo", "trees", repository, "--keep=" + wrong).assertComplaint(Exit.USAGE, "give a number, 0 or more, or 'all', not '" + wrong + "'");
		}
	}

	@Test
	void aRepositoryCanBeMadeToKeepNoTrees() {
		Path other = folder.resolve("other");
		backtrac.run("repo", "init", other, "--trees", "0").assertDone();
		String said = backtrac.run("repo", "backup", other, source, "--client", "desk", "--plan", "docs").assertDone().out();
		assertEquals(2, said.lines().count(), "no path that does not exist: " + said);
		assertTrue(backtrac.run("repo", "ls", other, "latest").assertDone().out().contains("a.txt"));
	}

	private void backUp() {
		backtrac.run("repo", "backup", repository, source, "--client", "desk", "--plan", "docs").assertDone();
	}

	private List<Map<?, ?>> snapshots() {
		return List.copyOf(JsonDocument.rows(backtrac.run("repo", "snapshots", repository, "--json").assertDone().out()));
	}

	/** Of the latest but so many. */
	private String id(int number) {
		return (String) snapshots().get(number).get("id");
	}

	private Path tree(int number) {
		return Path.of((String) snapshots().get(number).get("tree"));
	}

	private Path pooled(Path file) throws IOException {
		Object inode = Files.getAttribute(file, "unix:ino");
		try (var files = Files.walk(repository.resolve("pool"))) {
			for (Path each : (Iterable<Path>) files::iterator) {
				if (Files.getAttribute(each, "unix:ino").equals(inode)) {
					return each;
				}
			}
		}
		throw new IOException("not of the pool: " + file);
	}

	private static void overwrite(Path file, String content) throws IOException {
		assertTrue(file.toFile().setWritable(true));
		Files.writeString(file, content);
	}
}
