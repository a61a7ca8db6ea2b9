package backtrac.cli.repo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.SnapshotNames;
import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.JsonDocument;

/** The repo commands over real folders. */
class RepositoryCommandsTest {

	private static final Instant MODIFIED = Instant.parse("2001-02-03T04:05:06.123456789Z");

	@TempDir
	static Path shared;

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private Path repository;
	private Path source;

	/** Init finds out how many links a file may have, which takes a second: each test gets a copy of one empty repository. */
	@BeforeAll
	static void makeRepository() {
		String said = new CommandLineFixture(shared).run("repo", "init", shared.resolve("repository")).assertDone().out();
		assertTrue(said.matches("repository \\S+ made in " + shared.resolve("repository") + "\n"), said);
	}

	@BeforeEach
	void makeSource() throws IOException {
		backtrac = new CommandLineFixture(folder);
		repository = folder.resolve("repository");
		source = folder.resolve("source");
		Files.createDirectories(source.resolve("sub/deep"));
		Files.writeString(source.resolve("a.txt"), "alpha\n");
		Files.write(source.resolve("sub/bytes"), new byte[] { 0, 13, 10, (byte) 0xFF });
		Files.writeString(source.resolve("sub/deep/bell\007.txt"), "ding");
		Files.createSymbolicLink(source.resolve("link"), Path.of("a.txt"));
		Files.setPosixFilePermissions(source.resolve("a.txt"), PosixFilePermissions.fromString("rw-r-----"));
		Files.setLastModifiedTime(source.resolve("a.txt"), FileTime.from(MODIFIED));
		copyEmptyRepository(repository);
	}

	@Test
	void aBackupSaysWhatItDidAndWhereTheSnapshotIs() throws IOException {
		String first = backUp();
		assertTrue(first.contains("3 files, 14 B") && first.contains("linked 0 files; read 3 files, 14 B; new in the repository 3 files, 14 B"), first);
		Path tree = Path.of(first.lines().toList().getLast());
		assertEquals("alpha\n", Files.readString(tree.resolve("a.txt")));
		assertTrue(tree.startsWith(repository.resolve("snapshots/desk/docs")), tree::toString);
		assertTrue(backUp().contains("linked 3 files; read 0 files, 0 B; new in the repository 0 files, 0 B"));
		assertTrue(backUp("--checksum").contains("linked 0 files; read 3 files, 14 B; new in the repository 0 files, 0 B"));
	}

	@Test
	void namesAreMadeWhereNoneAreGiven() throws IOException {
		backtrac.run("repo", "backup", repository, source).assertDone();
		Map<String, Object> snapshot = snapshots().getFirst();
		assertEquals(SnapshotNames.ofThisMachine(), snapshot.get("client"));
		assertEquals(source.toString().substring(1).replace('/', '-'), snapshot.get("plan"));
		assertEquals(source.toString(), snapshot.get("source"));
	}

	@Test
	void aTargetWithoutANameIsNotTheCurrentFolder() {
		backtrac.run("repo", "backup", repository, source).assertDone();
		backtrac.run("repo", "restore", repository, "latest", "").assertComplaint(Exit.FAILED, "empty");
		backtrac.run("repo", "restore", repository, "latest", folder.resolve("t\uFFFD")).assertComplaint(Exit.FAILED, "UTF-8");
	}

	@Test
	void twoFoldersWhoseNamesLookAlikeAreTwoPlans() throws IOException {
		Path deep = Files.createDirectories(source.resolve("sub/deep"));
		Path flat = Files.createDirectory(source.resolve("sub-deep"));
		for (Path each : List.of(deep, flat, deep, flat)) {
			backtrac.run("repo", "backup", repository, each).assertDone();
		}
		String name = deep.toString().substring(1).replace('/', '-');
		assertEquals(List.of(name + "-2", name, name + "-2", name), snapshots().stream().map(s -> s.get("plan")).toList());
		backtrac.run("repo", "backup", repository, flat, "--plan", name).assertDone();
		assertEquals(name, snapshots().getFirst().get("plan"), "a person knows better");
	}

	@Test
	void whatIsExcludedAndTheRepositoryItselfAreLeftOut() throws IOException {
		Path inside = source.resolve("sub/repository");
		copyEmptyRepository(inside);
		backtrac.run("repo", "backup", inside, source, "--exclude", "*.txt", "--exclude", "/link").assertDone();
		assertEquals(List.of("sub", "sub/bytes", "sub/deep"), paths(backtrac.run("repo", "ls", inside, "latest", "--recursive", "--json").out()));
	}

	@Test
	void snapshotsAreListedLatestFirst() {
		String none = backtrac.run("repo", "snapshots", repository).assertDone().out();
		assertEquals("", none);
		assertEquals(List.of(), snapshots());
		backUp();
		backUp("--plan", "other");
		List<Map<String, Object>> snapshots = snapshots();
		assertEquals(List.of("other", "docs"), snapshots.stream().map(s -> s.get("plan")).toList());
		Map<String, Object> docs = snapshots.getLast();
		assertEquals(Map.of("client", "desk", "result", "complete", "files", 3L, "directories", 3L, "others", 1L, "bytes", 14L, "unreadable", 0L),
				pick(docs, "client", "result", "files", "directories", "others", "bytes", "unreadable"));
		assertTrue(Instant.parse((String) docs.get("started")).isBefore(Instant.parse((String) docs.get("finished"))));
		List<String> table = backtrac.run("repo", "snapshots", repository).assertDone().out().lines().toList();
		assertTrue(table.get(0).matches("ID +TIME +CLIENT +PLAN +FILES +SIZE +NEW +RESULT"), table.get(0));
		assertTrue(table.get(2).matches(docs.get("id") + "  \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d  desk    docs +3  14 B  14 B  complete"), table.get(2));
	}

	@Test
	void aFolderIsListedAsLsDoes() {
		backUp();
		List<String> lines = list("latest").lines().toList();
		assertEquals(3, lines.size());
		assertTrue(lines.get(0).matches("-rw-r----- \\S+ +\\S+ +6 2001-02-\\d\\d \\d\\d:\\d\\d:06 a\\.txt"), lines.get(0));
		assertTrue(lines.get(1).matches("l.* link -> a\\.txt"), lines.get(1));
		assertTrue(lines.get(2).matches("d.* sub"), lines.get(2));
		assertTrue(list("latest", "a.txt").endsWith(" a.txt\n"));
		assertEquals(2, list("latest", "/sub/").lines().count());
		assertTrue(list("desk/docs/latest", "--recursive").lines().toList().contains(list("latest", "sub", "-r").lines().toList().getLast()));
	}

	@Test
	void namesCannotHarmATerminalAndAreTypedAsTheyAreShown() {
		backUp();
		String listed = list("latest", "--recursive");
		assertTrue(listed.endsWith(" sub/deep/bell\\x07.txt\n"), listed);
		assertEquals("ding", backtrac.run("repo", "cat", repository, "latest", "sub/deep/bell\\x07.txt").assertDone().out());
	}

	@Test
	void aNameThatTurnsTheDirectionOfWritingIsShownAsItIs() throws IOException {
		Files.writeString(source.resolve("sub/deep/invoice\u202efdp.exe"), "bill");
		backUp();
		String shown = "sub/deep/invoice\\xe2\\x80\\xaefdp.exe";
		assertTrue(list("latest", "--recursive").endsWith(" " + shown + "\n"));
		assertEquals("bill", backtrac.run("repo", "cat", repository, "latest", shown).assertDone().out());
		assertTrue(backtrac.run("repo", "ls", repository, "latest", "-r", "--json").assertDone().out().contains("invoice\u202efdp.exe"));
	}

	@Test
	void jsonHasWhatTheListHas() {
		backUp();
		List<Map<String, Object>> rows = JsonDocument.rows(backtrac.run("repo", "ls", repository, "latest", "-r", "--json").assertDone().out());
		assertEquals(List.of("a.txt", "link", "sub", "sub/bytes", "sub/deep", "sub/deep/bell\\x07.txt"), rows.stream().map(row -> row.get("path")).toList());
		assertEquals(Map.of("name", "a.txt", "type", "file", "size", 6L, "mode", "0640", "modified", MODIFIED.toString(), "sha256",
				"b6a98d9ce9a2d9149288fa3df42d377c3e42737afdcdaf714e33c0a100b51060"), pick(rows.get(0), "name", "type", "size", "mode", "modified", "sha256"));
		assertEquals(Map.of("type", "symlink", "target", "a.txt"), pick(rows.get(1), "type", "target"));
	}

	@Test
	void catGivesTheBytesAndNothingElse() {
		backUp();
		CommandLineFixture.Result result = backtrac.run("repo", "cat", repository, "latest", "sub/bytes").assertDone();
		assertArrayEquals(new byte[] { 0, 13, 10, (byte) 0xFF }, result.bytes());
		assertEquals("", result.err());
		backtrac.run("repo", "cat", repository, "latest", "sub").assertComplaint(Exit.FAILED, "'sub' is a folder");
		backtrac.run("repo", "cat", repository, "latest", "/").assertComplaint(Exit.FAILED, "the snapshot itself is a folder");
		backtrac.run("repo", "cat", repository, "latest", "link").assertComplaint(Exit.FAILED, "'link' is a symbolic link to 'a.txt'");
		backtrac.run("repo", "cat", repository, "latest", "sub/none").assertComplaint(Exit.FAILED, "no 'sub/none' in snapshot");
	}

	@Test
	void aRestoreGivesEverythingBack() throws IOException {
		backUp();
		Path target = folder.resolve("new/target");
		String said = backtrac.run("repo", "restore", repository, "latest", target).assertDone().out();
		assertTrue(said.startsWith("restored 3 files, 14 B, to " + target + " in "), said);
		assertEquals("alpha\n", Files.readString(target.resolve("a.txt")));
		assertEquals(MODIFIED, Files.getLastModifiedTime(target.resolve("a.txt")).toInstant());
		assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve("a.txt"))));
		assertEquals(Path.of("a.txt"), Files.readSymbolicLink(target.resolve("link")));
		assertEquals("ding", Files.readString(target.resolve("sub/deep/bell\007.txt")));
	}

	@Test
	void aRestoreReplacesNothingUnlessAsked() throws IOException {
		backUp();
		Path target = Files.createDirectory(folder.resolve("target"));
		Files.writeString(target.resolve("a.txt"), "mine");
		CommandLineFixture.Result careful = backtrac.run("repo", "restore", repository, "latest", target, "--path", "a.txt", "--path", "sub/deep");
		assertEquals(Exit.PARTIAL, careful.exit());
		assertTrue(careful.err().startsWith("backtrac: a.txt: "), careful.err());
		assertTrue(careful.out().endsWith("; 1 problem\n"), careful.out());
		assertEquals("mine", Files.readString(target.resolve("a.txt")));
		assertTrue(Files.exists(target.resolve("sub/deep/bell\007.txt")));
		assertFalse(Files.exists(target.resolve("sub/bytes")));
		backtrac.run("repo", "restore", repository, "latest", target, "--path", "a.txt", "--overwrite").assertDone();
		assertEquals("alpha\n", Files.readString(target.resolve("a.txt")));
	}

	@Test
	void whatCannotBeRestoredIsSaidBeforeAnythingIsWritten() throws IOException {
		backUp();
		Path target = folder.resolve("target");
		backtrac.run("repo", "restore", repository, "latest", target, "--path", "a.txt", "--path", "none").assertComplaint(Exit.FAILED, "'none'");
		backtrac.run("repo", "restore", repository, "ffff", target).assertComplaint(Exit.FAILED, "'ffff'");
		assertFalse(Files.exists(target));
		Files.writeString(target, "a file");
		backtrac.run("repo", "restore", repository, "latest", target).assertComplaint(Exit.FAILED, "not a folder");
		backtrac.run("repo", "restore", repository, "latest", repository.resolve("pool")).assertComplaint(Exit.FAILED, "lies in the repository");
	}

	@Test
	void whatIsNotThereIsNamed() {
		Path missing = folder.resolve("missing");
		backtrac.run("repo", "backup", repository, missing).assertComplaint(Exit.FAILED, missing.toString(), "no such folder");
		backtrac.run("repo", "backup", repository, source.resolve("a.txt")).assertComplaint(Exit.FAILED, "not a folder");
		backtrac.run("repo", "backup", missing, source).assertComplaint(Exit.FAILED, missing.toString());
		backtrac.run("repo", "backup", source, source).assertComplaint(Exit.FAILED, source.toString(), "repo init");
		backtrac.run("repo", "backup", repository, repository).assertComplaint(Exit.FAILED, "lies in the repository");
		backtrac.run("repo", "ls", repository, "latest").assertComplaint(Exit.FAILED, "no snapshot yet");
		backtrac.run("repo", "init", source).assertComplaint(Exit.FAILED, source.toString(), "empty");
	}

	@Test
	void anInterruptedThreadEndsTheBackupWithoutASnapshot() {
		Thread.currentThread().interrupt();
		backtrac.run("repo", "backup", repository, source).assertComplaint(Exit.INTERRUPTED, "no snapshot was taken");
		assertFalse(Thread.interrupted(), "the command has dealt with it");
		assertEquals(List.of(), snapshots());
	}

	private static void copyEmptyRepository(Path to) throws IOException {
		Path from = shared.resolve("repository");
		try (Stream<Path> all = Files.walk(from)) {
			for (Path path : all.toList()) {
				Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
			}
		}
	}

	private String backUp(Object... options) {
		Object[] arguments = new Object[] { "repo", "backup", repository, source, "--client", "desk" };
		List<Object> all = new ArrayList<>(List.of(arguments));
		all.addAll(List.of(options));
		if (!all.contains("--plan")) {
			all.addAll(List.of("--plan", "docs"));
		}
		return backtrac.run(all.toArray()).assertDone().out();
	}

	private String list(Object... arguments) {
		List<Object> all = new ArrayList<>(List.of("repo", "ls", repository));
		all.addAll(List.of(arguments));
		return backtrac.run(all.toArray()).assertDone().out();
	}

	private List<Map<String, Object>> snapshots() {
		return JsonDocument.rows(backtrac.run("repo", "snapshots", repository, "--json").assertDone().out());
	}

	private static List<Object> paths(String json) {
		return JsonDocument.rows(json).stream().map(row -> row.get("path")).toList();
	}

	private static Map<String, Object> pick(Map<String, Object> row, String... keys) {
		Map<String, Object> picked = new HashMap<>(row);
		picked.keySet().retainAll(List.of(keys));
		return picked;
	}
}
