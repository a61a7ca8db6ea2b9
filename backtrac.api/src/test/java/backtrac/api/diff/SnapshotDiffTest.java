package backtrac.api.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

class SnapshotDiffTest {

	private static final Instant EARLY = Instant.parse("2020-01-01T00:00:00Z");
	private static final Instant LATE = EARLY.plusNanos(1);
	private static final ByteString ACL = ByteString.of("system.posix_acl_access");
	private static final ByteString USER = ByteString.of("user.note");

	private final MemorySnapshot before = new MemorySnapshot();
	private final MemorySnapshot after = new MemorySnapshot();

	@Test
	void equalSnapshotsDoNotDiffer() throws IOException {
		for (MemorySnapshot each : List.of(before, after)) {
			each.file("a/b", "x").folder("c").link("d", "a").unreadable("e", true).unreadable("f", false);
		}
		assertDiff();
		assertTrue(SnapshotDiff.compare(before, after, List.of(), DiffListener.NONE).isEmpty());
	}

	@Test
	void whatCameWentAndChangedIsToldInOrder() throws IOException {
		before.file("a/same", "s").file("a/went", "went").file("a-", "old").link("z", "here");
		after.file("a/same", "s").file("a/came", "new").file("a-", "newer").link("z", "there").folder("n/m");
		assertDiff("ADDED a/came", "REMOVED a/went", "CHANGED a- CONTENT", "ADDED n", "ADDED n/m", "CHANGED z TARGET");
		assertEquals(new DiffSummary(3, 3, 1, 4, 2, 5, 0, 0, 0, 0), SnapshotDiff.compare(before, after, List.of(), DiffListener.NONE));
	}

	@Test
	void metadataAloneIsTold() throws IOException {
		before.owned("a", 0644, 1, "ann", EARLY, Map.of(USER, ACL));
		after.owned("a", 04755, 2, "ann", LATE, Map.of(USER, USER, ACL, USER));
		before.owned("b", 0644, 1, "ann", EARLY, Map.of(ACL, ACL));
		after.owned("b", 0644, 1, "bob", EARLY, Map.of());
		before.owned("c", 0644, 1, "ann", EARLY, Map.of(ACL, ACL));
		after.owned("c", 0644, 1, "ann", EARLY, Map.of(ACL, ACL, USER, USER));
		assertDiff("METADATA a MODE OWNER TIME ACL ATTRIBUTES", "METADATA b OWNER ACL", "METADATA c ATTRIBUTES");
	}

	@Test
	void aFoldersTimeIsToldOnlyIfNothingInItTellsWhy() throws IOException {
		before.folder("a", EARLY).file("a/x", "1").folder("b", EARLY).file("b/x", "1").folder("c", EARLY).file("c/d/x", "1");
		after.folder("a", LATE).file("a/x", "1").folder("b", LATE).file("b/x", "2").folder("c", LATE).file("c/d/x", "2");
		assertDiff("METADATA a TIME", "CHANGED b/x CONTENT", "METADATA c TIME", "CHANGED c/d/x CONTENT");
	}

	@Test
	void whatBecameSomethingElseHasLostWhatItHeld() throws IOException {
		before.file("a/b/c", "x").file("d", "file");
		after.file("a", "now a file").file("d/e", "y");
		assertDiff("CHANGED a TYPE", "REMOVED a/b", "REMOVED a/b/c", "CHANGED d TYPE", "ADDED d/e");
	}

	@Test
	void ofWhatCouldNotBeReadNothingIsGuessed() throws IOException {
		before.file("a/b", "x").file("c", "y").unreadable("d", false);
		after.unreadable("a", true).unreadable("c", false).file("d", "now").unreadable("e", false);
		assertDiff("UNREADABLE a UNREADABLE", "UNREADABLE c UNREADABLE", "UNREADABLE d UNREADABLE", "ADDED e");
	}

	@Test
	void aMovedFileIsKnownByItsContent() throws IOException {
		before.file("a/one", "x").file("b/keep", "k");
		after.file("b/keep", "k").file("b/two", "x").folder("a");
		assertDiff("MOVED a/one -> b/two");
		assertEquals(new DiffSummary(0, 0, 0, 0, 0, 0, 1, 1, 0, 0), SnapshotDiff.compare(before, after, List.of(), DiffListener.NONE));
	}

	@Test
	void aMovedFileTellsItsMetadataToo() throws IOException {
		before.owned("a", 0644, 1, "ann", EARLY, Map.of());
		after.owned("b", 0600, 1, "ann", EARLY, Map.of());
		assertDiff("MOVED a -> b MODE");
	}

	@Test
	void ofSeveralTheOneOfTheSameNameThenTheFirst() throws IOException {
		before.file("a/1", "x").file("a/2", "x").file("a/3", "x").file("keep", "k");
		after.folder("a").file("b/2", "x").file("b/new", "x").file("b/newer", "x").file("b/newest", "x").file("keep", "k");
		assertDiff("ADDED b", "MOVED a/2 -> b/2", "MOVED a/1 -> b/new", "MOVED a/3 -> b/newer", "ADDED b/newest");
	}

	@Test
	void copiesAreAddedAndWhatIsEmptyOrNoFileIsNeverMoved() throws IOException {
		before.file("a", "x").file("empty", "").link("link", "a").file("folder/empty", "");
		after.file("a", "x").file("copy", "x").file("empty2", "").link("link2", "a").file("folder2/empty", "");
		assertDiff("ADDED copy", "REMOVED empty", "ADDED empty2", "REMOVED folder", "REMOVED folder/empty", "ADDED folder2", "ADDED folder2/empty",
				"REMOVED link", "ADDED link2");
	}

	@Test
	void aFolderThatMovedAsAWholeIsOneLine() throws IOException {
		before.file("old/a/1", "1").file("old/a/2", "").link("old/l", "a").folder("old/none").owned("old/m", 0644, 1, "ann", EARLY, Map.of());
		after.file("new/a/1", "1").file("new/a/2", "").link("new/l", "a").folder("new/none").owned("new/m", 0600, 1, "ann", EARLY, Map.of());
		assertDiff("MOVED old -> new", "METADATA old/m -> new/m MODE");
		assertEquals(2, SnapshotDiff.compare(before, after, List.of(), DiffListener.NONE).movedBytes());
	}

	@Test
	void theLargestFolderGoesFirst() throws IOException {
		before.file("old/sub/x", "x").file("old/y", "y");
		after.file("a/x", "x").file("new/sub/x", "x").file("new/y", "y");
		assertDiff("ADDED a", "ADDED a/x", "MOVED old -> new");
	}

	@Test
	void foldersThatDifferInAnythingAreNotMovedAsAWhole() throws IOException {
		before.file("old/e/1", "").file("old/x", "x").link("o2/l", "a").file("o2/y", "y").file("o3/z", "z").unreadable("o3/u", false);
		after.file("new/e/2", "").file("new/x", "x").link("n2/l", "b").file("n2/y", "y").file("n3/z", "z").unreadable("n3/u", false);
		List<String> told = diff();
		assertTrue(told.containsAll(List.of("MOVED old/x -> new/x", "MOVED o2/y -> n2/y", "MOVED o3/z -> n3/z", "ADDED new/e/2", "REMOVED o2/l")),
				told::toString);
	}

	@Test
	void onlyWhatIsAskedForIsCompared() throws IOException {
		before.file("a/x", "1").file("b/x", "1").file("c", "1");
		after.file("a/x", "2").file("b/x", "2").file("d", "1");
		assertDiff(List.of(EntryPath.parse("c"), EntryPath.parse("a/x"), EntryPath.parse("a"), EntryPath.parse("none")), "CHANGED a/x CONTENT", "REMOVED c");
		assertDiff(List.of(EntryPath.parse("d"), EntryPath.parse("c")), "MOVED c -> d");
	}

	@Test
	void whatTheListenerThrowsEndsIt() {
		after.file("a", "x");
		IOException full = new IOException("full");
		assertEquals(full, assertThrows(IOException.class, () -> SnapshotDiff.compare(before, after, List.of(), _ -> {
			throw full;
		})));
	}

	private void assertDiff(String... expected) throws IOException {
		assertDiff(List.of(), expected);
	}

	private void assertDiff(List<EntryPath> paths, String... expected) throws IOException {
		assertEquals(List.of(expected), diff(paths));
	}

	private List<String> diff() throws IOException {
		return diff(List.of());
	}

	private List<String> diff(List<EntryPath> paths) throws IOException {
		List<String> told = new ArrayList<>();
		SnapshotDiff.compare(before, after, paths, difference -> told.add(text(difference)));
		return told;
	}

	private static String text(Difference d) {
		StringBuilder text = new StringBuilder(d.kind() + " " + (d.from() == null ? "" : d.from() + " -> ") + d.path());
		new TreeSet<>(d.aspects()).forEach(aspect -> text.append(' ').append(aspect));
		return text.toString();
	}
}
