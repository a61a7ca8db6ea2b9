package backtrac.engine.jobs.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.SnapshotNames;

class OldTreesTest {

	private static final String HERE = SnapshotNames.ofThisMachine();

	@TempDir
	Path temp;
	private Path root;

	@BeforeEach
	void realPath() throws IOException {
		root = temp.toRealPath();
	}

	@Test
	void datedFolders() throws IOException {
		make("web1/2024-02-01", "web1/2024-01-31_020000", "web1/2024-03-01.incomplete", "web1/2024-02-02.in-progress", "web1/bin");
		Files.createSymbolicLink(root.resolve("web1/latest"), Path.of("2024-02-01"));
		OldTrees found = find("web1");
		assertTrees(found, "web1/rsync 2024-01-31T02:00:00Z web1/2024-01-31_020000", "web1/rsync 2024-02-01T00:00:00Z web1/2024-02-01");
		assertSkipped(found, "web1/2024-02-02.in-progress", "web1/2024-03-01.incomplete", "web1/bin");
	}

	@Test
	void aTreeIsNamedItself() throws IOException {
		make("backups/2024-02-01/2001-01-01", "backups/2024-02-02");
		Files.createSymbolicLink(root.resolve("backups/current"), Path.of("2024-02-01"));
		assertTrees(find("backups/2024-02-01", "backups/current"), HERE + "/rsync 2024-02-01T00:00:00Z backups/2024-02-01");
	}

	@Test
	void foldersOfSeveralClients() throws IOException {
		make("backups/web1/2024-02-01", "backups/web2/2024-02-02", "backups/lost+found");
		OldTrees found = find("backups");
		assertTrees(found, "web1/rsync 2024-02-01T00:00:00Z backups/web1/2024-02-01", "web2/rsync 2024-02-02T00:00:00Z backups/web2/2024-02-02");
		assertSkipped(found, "backups/lost+found");
	}

	@Test
	void numberedFoldersHaveTheirOwnTime() throws IOException {
		make("desk/backup.0", "desk/backup.1");
		setTime("desk/backup.0", "2024-02-02T01:00:00Z");
		setTime("desk/backup.1", "2024-02-01T01:00:00Z");
		assertTrees(find("desk"), "desk/rsync 2024-02-01T01:00:00Z desk/backup.1", "desk/rsync 2024-02-02T01:00:00Z desk/backup.0");
	}

	@Test
	void anyOtherFolderIsATreeOfItsOwnTime() throws IOException {
		make("copy/home");
		setTime("copy", "2024-02-02T01:00:00.123456789Z");
		OldTrees found = find("copy");
		assertEquals("2024-02-02T01:00:00.123Z", found.trees().getFirst().time().toString());
		assertEquals(root.resolve("copy"), found.trees().getFirst().folder());
	}

	@Test
	void intervalsOfRsnapshotAreOrderedByTime() throws IOException {
		make("snaps/daily.0/web1/etc", "snaps/daily.1/web1", "snaps/weekly.0/web1", "snaps/daily.0/localhost", "snaps/.sync/web1", "snaps/_delete.123/web1");
		setTime("snaps/daily.0", "2024-02-03T01:00:00Z");
		setTime("snaps/daily.1", "2024-02-02T01:00:00Z");
		setTime("snaps/weekly.0", "2024-01-28T01:00:00Z");
		OldTrees found = find("snaps");
		assertSkipped(found, "snaps/.sync", "snaps/_delete.123");
		List<OldTree> web = found.trees().stream().filter(tree -> tree.client().equals("web1")).toList();
		assertTrees(new OldTrees(web, List.of()), "web1/rsnapshot 2024-01-28T01:00:00Z snaps/weekly.0/web1", "web1/rsnapshot 2024-02-02T01:00:00Z snaps/daily.1/web1",
				"web1/rsnapshot 2024-02-03T01:00:00Z snaps/daily.0/web1");
		assertTrees(find("snaps/daily.0/localhost"), HERE + "/rsnapshot 2024-02-03T01:00:00Z snaps/daily.0/localhost");
		assertTrees(find("snaps/daily.1"), "web1/rsnapshot 2024-02-02T01:00:00Z snaps/daily.1/web1");
	}

	@Test
	void anIntervalWithoutPointsIsATree() throws IOException {
		make("snaps/desk/hourly.0/etc", "snaps/desk/hourly.0/home");
		setTime("snaps/desk/hourly.0", "2024-02-03T01:00:00Z");
		assertTrees(find("snaps/desk"), "desk/rsnapshot 2024-02-03T01:00:00Z snaps/desk/hourly.0");
	}

	@Test
	void backInTime() throws IOException {
		make("disk/backintime/web1/anna/1/20240131-020000-123/backup/home", "disk/backintime/web1/anna/1/20240201-020000-123/backup",
				"disk/backintime/web1/anna/1/new_snapshot/backup", "disk/backintime/web1/alice/2/20240203-020000-987/backup");
		Files.createSymbolicLink(root.resolve("disk/backintime/web1/anna/1/last_snapshot"), Path.of("20240201-020000-123"));
		String[] ofAnna = { "web1/backintime-anna-1 2024-01-31T02:00:00Z disk/backintime/web1/anna/1/20240131-020000-123/backup",
				"web1/backintime-anna-1 2024-02-01T02:00:00Z disk/backintime/web1/anna/1/20240201-020000-123/backup" };
		String ofAlice = "web1/backintime-alice-2 2024-02-03T02:00:00Z disk/backintime/web1/alice/2/20240203-020000-987/backup";
		for (String start : List.of("disk", "disk/backintime", "disk/backintime/web1")) {
			OldTrees found = find(start);
			assertTrees(found, ofAlice, ofAnna[0], ofAnna[1]);
			assertSkipped(found, "disk/backintime/web1/anna/1/new_snapshot");
		}
		assertTrees(find("disk/backintime/web1/anna"), ofAnna);
		assertTrees(find("disk/backintime/web1/anna/1"), ofAnna);
		assertTrees(find("disk/backintime/web1/anna/1/20240131-020000-123"), ofAnna[0]);
	}

	@Test
	void namesOfOnesOwn() throws IOException {
		make("web1/2024-02-01", "web1/2024-02-02");
		assertTrees(find("web1").named("desk", null), "desk/rsync 2024-02-01T00:00:00Z web1/2024-02-01", "desk/rsync 2024-02-02T00:00:00Z web1/2024-02-02");
		assertTrees(find("web1/2024-02-01").named(null, "home"), "web1/home 2024-02-01T00:00:00Z web1/2024-02-01");
	}

	@Test
	void twoOfOneTimeGetTimesOfTheirOwn() throws IOException {
		make("web1/2024-02-01", "web1/full-2024-02-01");
		assertTrees(find("web1"), "web1/rsync 2024-02-01T00:00:00Z web1/2024-02-01", "web1/rsync 2024-02-01T00:00:00.001Z web1/full-2024-02-01");
	}

	@Test
	void aFolderOfEach() throws IOException {
		make("web1/2024-02-01/home/alice", "web1/2024-02-02/etc", "web1/2024-02-03");
		Files.createSymbolicLink(root.resolve("web1/2024-02-03/home"), root.resolve("web1/2024-02-01/home"));
		OldTrees found = find("web1").below("home/alice");
		assertTrees(found, "web1/rsync 2024-02-01T00:00:00Z web1/2024-02-01/home/alice");
		assertSkipped(found, "web1/2024-02-02", "web1/2024-02-03");
	}

	@Test
	void aTreeThatMovedIsNotedAndNotMistaken() throws IOException {
		make("snaps/daily.0/web1");
		OldTree tree = find("snaps").trees().getFirst();
		assertTrue(tree.isStillThere());
		Files.move(root.resolve("snaps/daily.0"), root.resolve("snaps/daily.1"));
		assertFalse(tree.isStillThere());
		make("snaps/daily.0/web1");
		assertFalse(tree.isStillThere());
	}

	private void make(String... folders) throws IOException {
		for (String folder : folders) {
			Files.createDirectories(root.resolve(folder));
		}
	}

	private void setTime(String folder, String time) throws IOException {
		Files.setLastModifiedTime(root.resolve(folder), FileTime.from(Instant.parse(time)));
	}

	private OldTrees find(String... folders) throws IOException {
		return OldTrees.find(List.of(folders).stream().map(root::resolve).toList(), ZoneOffset.UTC);
	}

	private void assertTrees(OldTrees found, String... expected) {
		assertEquals(List.of(expected),
				found.trees().stream().map(t -> t.client() + "/" + t.plan() + " " + t.time() + " " + root.relativize(t.folder())).toList());
	}

	private void assertSkipped(OldTrees found, String... expected) {
		assertEquals(List.of(expected), found.skipped().stream().map(skipped -> root.relativize(skipped.folder()).toString()).sorted().toList());
	}
}
