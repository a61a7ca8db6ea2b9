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

class RepoPinTest {

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private Path repository;

	@BeforeEach
	void backUpThreeTimes() throws IOException {
		backtrac = new CommandLineFixture(folder);
		repository = folder.resolve("repository");
		Path source = Files.createDirectory(folder.resolve("docs"));
		Files.writeString(source.resolve("letter"), "dear");
		backtrac.run("repo", "init", repository).assertDone();
		for (int i = 0; i < 3; i++) {
			backtrac.run("repo", "backup", repository, source, "--client", "desk", "--plan", "docs").assertDone();
		}
	}

	@Test
	void aPinIsShownAndGoes() {
		String id = id(2);
		assertFalse(list().contains("PINNED"));
		String said = backtrac.run("repo", "pin", repository, id.substring(0, 8), "--note", " before the move ").assertDone().out();
		assertTrue(said.matches("pinned " + id + ": desk/docs of \\S+ \\S+ \\(before the move\\)\n"), said);
		assertEquals(List.of(false, false, true), snapshots().stream().map(s -> s.containsKey("pin")).toList());
		assertEquals("before the move", snapshots().get(2).get("pin"));
		List<String> table = list().lines().toList();
		assertTrue(table.get(0).endsWith("RESULT    PINNED") && table.get(1).endsWith("complete") && table.get(3).endsWith("complete  before the move"), table.toString());

		backtrac.run("repo", "pin", repository, id).assertDone();
		assertEquals("", snapshots().get(2).get("pin"));
		assertTrue(list().endsWith("complete  yes\n"), list());

		assertTrue(backtrac.run("repo", "unpin", repository, id).assertDone().out().startsWith("unpinned " + id + ": desk/docs of "));
		assertTrue(backtrac.run("repo", "unpin", repository, id).assertDone().out().startsWith("not pinned: " + id));
		assertFalse(snapshots().get(2).containsKey("pin"));
	}

	@Test
	void whatIsPinnedStaysWhateverAPolicySays() {
		String id = id(2);
		backtrac.run("repo", "pin", repository, id, "--note", "ours").assertDone();
		Map<?, ?> json = (Map<?, ?>) JsonDocument.parse(backtrac.run("repo", "forget", repository, "--keep-last", "1", "--json").assertDone().out());
		Map<?, ?> kept = (Map<?, ?>) ((List<?>) json.get("kept")).get(1);
		assertEquals(List.of(id, List.of("pinned")), List.of(kept.get("id"), kept.get("reasons")));
		assertEquals(2, snapshots().size());
	}

	@Test
	void whatIsPinnedIsNotForgottenByNameAndNothingBesideIt() {
		String id = id(2);
		backtrac.run("repo", "pin", repository, id, "--note", "ours").assertDone();
		String way = "'backtrac repo unpin " + repository + " " + id + "'";
		backtrac.run("repo", "forget", repository, id(0), id).assertComplaint(Exit.FAILED, "nothing is forgotten", id + " is pinned (ours)", way);
		backtrac.run("repo", "forget", repository, id, "--dry-run").assertComplaint(Exit.FAILED, "nothing is forgotten", way);
		assertEquals(3, snapshots().size());
		backtrac.run("repo", "unpin", repository, id).assertDone();
		backtrac.run("repo", "forget", repository, id).assertDone();
		assertEquals(2, snapshots().size());
	}

	@Test
	void whatCannotBePinnedIsSaid() {
		backtrac.run("repo", "pin", repository, "ffff").assertComplaint(Exit.FAILED, "ffff");
		backtrac.run("repo", "pin", repository).assertComplaint(Exit.USAGE, "SNAPSHOT");
		backtrac.run("repo", "pin", repository, "latest", "--note", "a\nb").assertComplaint(Exit.FAILED, "one line");
		backtrac.run("repo", "unpin", folder.resolve("nowhere"), "latest").assertComplaint(Exit.FAILED, "nowhere");
	}

	private String id(int index) {
		return (String) snapshots().get(index).get("id");
	}

	private List<Map<String, Object>> snapshots() {
		return JsonDocument.rows(backtrac.run("repo", "snapshots", repository, "--json").assertDone().out());
	}

	private String list() {
		return backtrac.run("repo", "snapshots", repository).assertDone().out();
	}
}
