package backtrac.cli.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.JsonDocument;

/** {@code repo diff} over real folders. */
class RepoDiffTest {

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private Path repository;
	private Path source;

	@BeforeEach
	void twoSnapshots() throws IOException {
		backtrac = new CommandLineFixture(folder);
		repository = folder.resolve("repository");
		source = folder.resolve("source");
		backtrac.run("repo", "init", repository).assertDone();
		write("same", "same");
		write("changed", "old");
		write("went", "went");
		write("mode", "mode");
		write("left/moved", "moved");
		write("left/stays", "stays");
		write("tree/deep/er", "er");
		Files.createSymbolicLink(source.resolve("link"), Path.of("same"));
		Files.setPosixFilePermissions(source.resolve("mode"), PosixFilePermissions.fromString("rw-r--r--"));
		Files.setLastModifiedTime(source.resolve("left/stays"), FileTime.from(Instant.ofEpochSecond(1, 5)));
		backUp();
		write("changed", "newer");
		Files.delete(source.resolve("went"));
		write("added\007", "added");
		Files.move(source.resolve("left/moved"), source.resolve("right"));
		Files.move(source.resolve("tree"), source.resolve("wood"));
		Files.delete(source.resolve("link"));
		Files.createSymbolicLink(source.resolve("link"), Path.of("changed"));
		Files.setPosixFilePermissions(source.resolve("mode"), PosixFilePermissions.fromString("rw-------"));
		Files.setLastModifiedTime(source.resolve("left/stays"), FileTime.from(Instant.ofEpochSecond(1, 6)));
		backUp();
	}

	@Test
	void aLineForEachThatDiffersAndHowMuchItIs() {
		CommandLineFixture.Result diff = backtrac.run("repo", "diff", repository, first(), "latest").assertDone();
		List<String> lines = diff.out().lines().toList();
		assertEquals(List.of("+ added\\x07", "M changed"), lines.subList(0, 2));
		assertTrue(lines.get(2).matches("m left/stays \\(time .*:01\\.000000005 -> .*:01\\.000000006\\)"), lines.get(2));
		assertEquals(List.of("M link (same -> changed)", "m mode (mode 644 -> 600)", "> left/moved -> right", "- went", "> tree/ -> wood/"),
				lines.subList(3, lines.size()));
		String summary = "1 added (5 B), 1 removed (4 B), 2 changed (5 B), 2 moved (7 B), 2 with other metadata\n";
		assertEquals(summary, diff.err());
		assertEquals(summary, backtrac.run("repo", "diff", repository, first(), "latest", "--stat").assertDone().out());
		CommandLineFixture.Result part = backtrac.run("repo", "diff", repository, first(), "latest", "--path", "mode", "--path", "went").assertDone();
		assertEquals("m mode (mode 644 -> 600)\n- went\n", part.out());
		assertEquals("nothing differs\n", backtrac.run("repo", "diff", repository, "latest", "latest").assertDone().err());
	}

	@Test
	void jsonHasAllOfBoth() {
		@SuppressWarnings("unchecked")
		Map<String, Object> document = (Map<String, Object>) JsonDocument
				.parse(backtrac.run("repo", "diff", repository, first(), "latest", "--json").assertDone().out());
		assertEquals(first(), document.get("first"));
		@SuppressWarnings("unchecked")
		List<Map<String, Object>> entries = (List<Map<String, Object>>) document.get("entries");
		assertEquals(List.of("added", "changed", "metadata", "changed", "metadata", "moved", "removed", "moved"),
				entries.stream().map(entry -> entry.get("kind")).toList());
		Map<String, Object> mode = entries.get(4);
		assertEquals("mode", mode.get("path"));
		assertEquals(List.of("mode"), mode.get("aspects"));
		assertEquals("0644", ((Map<?, ?>) mode.get("before")).get("mode"));
		assertEquals("0600", ((Map<?, ?>) mode.get("after")).get("mode"));
		assertEquals("left/moved", entries.get(5).get("from"));
		assertEquals(Map.of("added", 1L, "added_bytes", 5L, "removed", 1L, "removed_bytes", 4L, "changed", 2L, "changed_bytes", 5L, "moved", 2L,
				"moved_bytes", 7L, "metadata", 2L, "unreadable", 0L), document.get("summary"));
	}

	@Test
	void whatIsInNoneOfTheTwoIsNamed() {
		backtrac.run("repo", "diff", repository, "latest", "latest", "--path", "none").assertComplaint(Exit.FAILED, "'none'");
		backtrac.run("repo", "diff", repository, "latest").assertComplaint(Exit.USAGE, "SNAPSHOT");
		backtrac.run("repo", "diff", repository, "latest", "ffff").assertComplaint(Exit.FAILED, "'ffff'");
	}

	private void write(String path, String text) throws IOException {
		Path file = source.resolve(path);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private void backUp() {
		backtrac.run("repo", "backup", repository, source, "--client", "desk", "--plan", "docs").assertDone();
	}

	private String first() {
		return (String) JsonDocument.rows(backtrac.run("repo", "snapshots", repository, "--json").assertDone().out()).getLast().get("id");
	}
}
