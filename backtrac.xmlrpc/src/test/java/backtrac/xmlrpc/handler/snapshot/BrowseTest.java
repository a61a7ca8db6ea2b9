package backtrac.xmlrpc.handler.snapshot;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.PlacedEntry;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.xmlrpc.client.ScannedEntries;
import backtrac.xmlrpc.handler.Callers;
import backtrac.xmlrpc.remote.BrowsePage;
import backtrac.xmlrpc.remote.EntryInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RemotePath;
import backtrac.xmlrpc.remote.ScanPage;
import backtrac.xmlrpc.remote.SearchPage;
import backtrac.xmlrpc.remote.SearchQuery;
import backtrac.xmlrpc.remote.SnapshotApi;
import backtrac.xmlrpc.remote.SnapshotDetails;

class BrowseTest {

	private static final SearchQuery ANY = new SearchQuery(null, null, null, null, null, null, null, null, null, null);

	@TempDir
	Path folder;
	private RealSnapshots real;
	private SnapshotApi api;
	private Snapshot snapshot;

	@BeforeEach
	void takeSnapshot() throws IOException {
		real = new RealSnapshots(folder);
		real.file("a/one.txt", "one").file("a/b/two.TXT", "twotwo").file("a/b/c/three", "").file("a-b", "x").file("\uD83D\uDE00.txt", "smile");
		real.file("not\\xffutf8/in", "raw").file("bell\\x07", "ring").file("two\\x0alines", "2").link("link", "to\\xfe");
		real.put("locked", FileEntry.file(ByteString.of("locked"), 7, RealSnapshots.TIME), null);
		snapshot = real.take("nas", "docs", "2026-03-01T00:00:00Z");
		api = real.api();
	}

	@AfterEach
	void close() {
		real.close();
	}

	@Test
	void getTellsAllOfASnapshot() {
		SnapshotDetails details = api.get("latest");
		assertEquals(snapshot.id(), details.snapshotId());
		assertEquals("PARTIAL", details.result());
		assertEquals(1, details.unreadable());
		assertEquals(7, details.filesRead());
		assertEquals(Map.of("schedule", "daily", "setting.host", "nas"), details.definition());
		assertEquals(Map.of("schedule", "daily"), Callers.as(Callers.named("watch"), SnapshotApi.class, real.handler).get("latest").definition());
		assertEquals(snapshot.tree().toString(), details.tree());
	}

	@Test
	void aFolderIsAPageOfStructs() {
		BrowsePage root = api.browse("latest", "", "", 100);
		assertEquals("DIRECTORY", root.entry().type());
		assertEquals("", root.entry().name());
		assertEquals("", root.cursor());
		assertEquals(List.of("a", "a-b", "bell\\x07", "link", "locked", "not\\xffutf8", "two\nlines", "\uD83D\uDE00.txt"), root.entries().stream().map(EntryInfo::name).toList());
		EntryInfo bell = root.entries().get(2);
		assertArrayEquals("bell\007".getBytes(StandardCharsets.US_ASCII), bell.rawName(), "XML cannot carry it");
		EntryInfo link = root.entries().get(3);
		assertEquals("SYMLINK 777 0 100 root users to\\xfe",
				"%s %o %d %d %s %s %s".formatted(link.type(), link.mode(), link.uid(), link.gid(), link.owner(), link.group(), link.target()));
		assertArrayEquals(new byte[] { 't', 'o', (byte) 0xFE }, link.rawTarget());
		assertEquals("permission denied", root.entries().get(4).unreadable());
		assertNull(root.entries().get(4).sha256());
		assertNull(root.entries().get(6).rawName(), "a line feed travels");
		EntryInfo smile = root.entries().get(7);
		assertNull(smile.rawName());
		assertEquals(5, smile.size());
		assertEquals("2026-03-01T12:00:00.123456789Z", smile.modified());
		assertNull(smile.mode());

		BrowsePage file = api.browse("latest", "a-b", "", 100);
		assertEquals("FILE", file.entry().type());
		assertEquals(List.of(), file.entries());
	}

	@Test
	void pagesHaveEachEntryOnce() {
		List<String> names = new ArrayList<>();
		String cursor = "";
		do {
			BrowsePage page = api.browse("latest", "", cursor, 1);
			assertEquals(1, page.entries().size());
			names.add(page.entries().getFirst().name());
			cursor = page.cursor();
		} while (!cursor.isEmpty());
		assertEquals(api.browse("latest", "", "", 100).entries().stream().map(EntryInfo::name).toList(), names);
		assertFault(Fault.BAD_PARAMETERS, "cursor '!'", () -> api.browse("latest", "", "!", 1));
		assertFault(Fault.BAD_PARAMETERS, "limit must be from 1 to 5000", () -> api.browse("latest", "", "", 5001));
	}

	@Test
	void aNameThatIsNoTextIsReachedByItsBytes() {
		byte[] raw = api.browse("latest", "", "", 100).entries().get(5).rawName();
		assertEquals(List.of("in"), api.browse("latest", raw, "", 100).entries().stream().map(EntryInfo::name).toList());
		assertEquals("raw", new String(api.read("latest", RemotePath.bytes("", (new String(raw, StandardCharsets.ISO_8859_1) + "/in").getBytes(StandardCharsets.ISO_8859_1)).toBytes(),
				0, 100).data(), StandardCharsets.UTF_8));
		assertFault(Fault.NOT_FOUND, "no 'not\\\\xffutf8'", () -> api.browse("latest", "not\\xffutf8", "", 100));
	}

	@Test
	void aPathThatLeadsElsewhereIsRefused() {
		for (Object path : List.of("..", "a/../..", "/etc", "a//b", "a/", "./a", "a/./b", "a\0b", "../".getBytes(StandardCharsets.UTF_8))) {
			assertFault(Fault.BAD_PARAMETERS, "path must be names joined by '/'", () -> api.browse("latest", path, "", 1));
			assertFault(Fault.BAD_PARAMETERS, "path must be", () -> api.scan("latest", path, "", 1));
			assertFault(Fault.BAD_PARAMETERS, "path must be", () -> api.read("latest", path, 0, 1));
		}
		assertFault(Fault.BAD_PARAMETERS, "string or base64", () -> api.browse("latest", 7, "", 1));
		assertFault(Fault.NOT_FOUND, "no 'a/missing' in snapshot " + snapshot.id(), () -> api.browse("latest", "a/missing", "", 1));
		assertFault(Fault.REFUSED, "'a-b' is no folder", () -> api.scan("latest", "a-b", "", 1));
	}

	@Test
	void aScanInPagesOfAnySizeIsTheSame() throws IOException {
		List<PlacedEntry> all = ScannedEntries.of(api.scan("latest", "", "", 5000));
		assertEquals(List.of("a", "a/b", "a/b/c", "a/b/c/three", "a/b/two.TXT", "a/one.txt", "a-b", "bell\\x07", "link", "locked", "not\\xffutf8", "not\\xffutf8/in",
				"two\\x0alines", "\uD83D\uDE00.txt"), all.stream().map(entry -> entry.path().toString()).toList());
		try (SnapshotReader reader = real.repository.open(snapshot.id())) {
			for (PlacedEntry scanned : all) {
				assertEquals(reader.find(scanned.path()).orElseThrow(), scanned.entry());
			}
		}
		for (int limit = 1; limit < 16; limit++) {
			assertEquals(all, scan("", limit), "pages of " + limit);
		}
		assertEquals(all.subList(1, 6), scan("a", 2));
		assertFault(Fault.BAD_PARAMETERS, "cursor", () -> api.scan("latest", "a/b", api.scan("latest", "", "", 1).cursor(), 1));
	}

	@Test
	void aCursorThatNoPageHasHadIsRefused() {
		for (String folder : List.of("a/".repeat(10_000) + "a", "a/missing", "a-b", "a/../a")) {
			String cursor = Base64.getUrlEncoder().encodeToString(folder.getBytes(StandardCharsets.UTF_8)) + ".YQ";
			assertFault(Fault.BAD_PARAMETERS, "no page of this has ended with the cursor", () -> api.scan("latest", "", cursor, 1));
			assertFault(Fault.BAD_PARAMETERS, "no page of this has ended with the cursor", () -> api.search("latest", ANY.from(cursor)));
		}
		String endless = "." + "YWFh".repeat(Cursors.LONGEST / 4);
		assertFault(Fault.BAD_PARAMETERS, "a cursor of 131073 characters", () -> api.scan("latest", "", endless, 1));
		assertFault(Fault.BAD_PARAMETERS, "a cursor of 131073 characters", () -> api.search("latest", ANY.from(endless)));
		assertFault(Fault.BAD_PARAMETERS, "a cursor of 131073 characters", () -> api.browse("latest", "", endless, 1));
	}

	private List<PlacedEntry> scan(String path, int limit) throws IOException {
		List<PlacedEntry> all = new ArrayList<>();
		String cursor = "";
		do {
			ScanPage page = api.scan("latest", path, cursor, limit);
			List<PlacedEntry> entries = ScannedEntries.of(page);
			assertEquals(page.count(), entries.size());
			assertTrue(entries.size() == limit || page.cursor().isEmpty());
			all.addAll(entries);
			cursor = page.cursor();
		} while (!cursor.isEmpty());
		return all;
	}

	@Test
	void aSearchFindsByNameTypeSizeAndTime() {
		assertEquals(List.of("a/b/two.TXT", "a/one.txt", "\uD83D\uDE00.txt"), find(new SearchQuery("*.txt", null, null, null, null, null, null, null, null, null)));
		assertEquals(List.of("a/b/two.TXT"), find(new SearchQuery("T?O*", null, "a/b", null, null, null, null, null, null, null)));
		assertEquals(List.of("a/b/two.TXT", "two\nlines"), find(new SearchQuery(null, "Two", null, "FILE", null, null, null, null, null, null)));
		assertEquals(List.of("a", "a/b", "a/b/c", "not\\xffutf8"), find(new SearchQuery(null, null, null, "directory", null, null, null, null, null, null)));
		assertEquals(List.of("a/b/two.TXT", "\uD83D\uDE00.txt"), find(new SearchQuery("*t*", null, null, null, 4L, 6L, null, null, null, null)));
		assertEquals(14, find(new SearchQuery(null, null, null, null, null, null, "2026-03-01T12:00:00Z", "2026-03-01T13:00:00+00:00", null, null)).size());
		assertEquals(List.of(), find(new SearchQuery(null, null, null, null, null, null, null, "2026-03-01T12:00:00Z", null, null)));
		assertEquals(find(ANY), find(new SearchQuery(null, null, null, null, null, null, null, null, null, 1)));
		assertFault(Fault.BAD_PARAMETERS, "after is a time", () -> api.search("latest", new SearchQuery(null, null, null, null, null, null, "soon", null, null, null)));
		assertFault(Fault.BAD_PARAMETERS, "type is one of", () -> api.search("latest", new SearchQuery(null, null, null, "door", null, null, null, null, null, null)));
		String longest = "x".repeat(SearchQuery.LONGEST_PATTERN);
		assertEquals(List.of(), find(new SearchQuery(longest, longest, null, null, null, null, null, null, null, null)));
		assertFault(Fault.BAD_PARAMETERS, "name has at most 1000 characters, not 1001",
				() -> api.search("latest", new SearchQuery(longest + "*", null, null, null, null, null, null, null, null, null)));
		assertFault(Fault.BAD_PARAMETERS, "text has at most 1000 characters, not 1001",
				() -> api.search("latest", new SearchQuery(null, longest + "x", null, null, null, null, null, null, null, null)));
		assertFault(Fault.BAD_PARAMETERS, "min_size", () -> api.search("latest", new SearchQuery(null, null, null, null, 5L, 4L, null, null, null, null)));
	}

	/** Were it taken for a name, the search would look finished. */
	@ParameterizedTest
	@ValueSource(strings = { "zzz", "zz.", ".", "!.zz" })
	void aCursorOfNoPageIsRefused(String cursor) {
		assertFault(Fault.BAD_PARAMETERS, "the cursor '" + cursor + "'",
				() -> api.search("latest", new SearchQuery(null, null, null, null, null, null, null, null, null, null).from(cursor)));
		assertFault(Fault.BAD_PARAMETERS, "the cursor '" + cursor + "'", () -> api.scan("latest", "", cursor, 1));
	}

	private List<String> find(SearchQuery query) {
		List<String> paths = new ArrayList<>();
		SearchQuery next = query;
		SearchPage page;
		do {
			page = api.search("latest", next);
			page.entries().forEach(entry -> paths.add(entry.path()));
			next = query.from(page.cursor());
		} while (!page.cursor().isEmpty());
		return paths;
	}

	@Test
	void aSearchThatTakesLongAnswersInBetween() throws IOException {
		for (int i = 0; i < 2500; i++) {
			real.file("many/%04d".formatted(i), "");
		}
		real.take("nas", "many", "2026-03-02T00:00:00Z");
		real.nanos.set(0);
		SearchQuery query = new SearchQuery("2499", null, null, null, null, null, null, null, null, null);
		SearchPage first = slowly().search("nas/many/latest", query);
		assertEquals(List.of(), first.entries());
		assertEquals(1000, first.scanned());
		assertFalse(first.cursor().isEmpty());
		assertEquals(List.of("many/2499"), find("nas/many/latest", query.from(first.cursor())));
	}

	private List<String> find(String wanted, SearchQuery query) {
		SearchPage page = api.search(wanted, query);
		return page.entries().stream().map(entry -> entry.path()).toList();
	}

	/** Each look at the clock takes three seconds. */
	private SnapshotApi slowly() {
		SnapshotHandler slow = new SnapshotHandler(real.catalog, real.catalog, real.repository, null, null, () -> real.nanos.addAndGet(3_000_000_000L), 10);
		return Callers.as(Callers.ADMIN, SnapshotApi.class, slow);
	}

	@Test
	@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD) // one that tries all ways never ends
	void wildcardsTakeNoLongTime() {
		assertTrue(new Wildcard("*a*b?").matches("xxaxxbc"));
		assertFalse(new Wildcard("*a*b?").matches("xxaxxb"));
		assertTrue(new Wildcard("?.txt").matches("\uD83D\uDE00.txt"));
		assertTrue(new Wildcard("**").matches(""));
		assertFalse(new Wildcard("").matches("x"));
		assertFalse(new Wildcard("*a".repeat(500) + "b").matches("a".repeat(5000)));
	}

	@Test
	void otherClientsSnapshotsAreNotThere() throws IOException {
		SnapshotApi desk = real.as(Callers.restoring("desk"));
		assertFault(Fault.NOT_FOUND, "no snapshot 'latest'", () -> desk.get("latest"));
		for (String name : List.of(snapshot.id(), snapshot.id().substring(0, 3), "nas/docs/latest")) {
			assertFault(Fault.NOT_FOUND, "no snapshot", () -> desk.get(name));
			assertFault(Fault.NOT_FOUND, "no snapshot", () -> desk.browse(name, "", "", 1));
			assertFault(Fault.NOT_FOUND, "no snapshot", () -> desk.scan(name, "", "", 1));
			assertFault(Fault.NOT_FOUND, "no snapshot", () -> desk.search(name, ANY));
			assertFault(Fault.NOT_FOUND, "no snapshot", () -> desk.read(name, "a-b", 0, 1));
		}
		Snapshot own = real.take("desk", "docs", "2026-02-01T00:00:00Z");
		assertEquals(own.id(), desk.get("latest").snapshotId());
		assertEquals(snapshot.id(), real.as(Callers.restoring("NAS")).get("latest").snapshotId());
	}

	@Test
	void whatIsOpenIsClosedWhenNobodyReads() throws IOException {
		for (int i = 0; i < 10; i++) {
			Snapshot other = real.take("nas", "p" + i, "2026-03-02T00:00:00Z");
			api.browse(other.id(), "", "", 1);
			api.read(other.id(), "a-b", 0, 1);
		}
		assertEquals(4 + 8, real.handler.openCount());
		real.nanos.addAndGet(29_000_000_000L);
		real.handler.closeIdle();
		assertEquals(4 + 8, real.handler.openCount());
		real.nanos.addAndGet(2_000_000_000L);
		real.handler.closeIdle();
		assertEquals(0, real.handler.openCount());
		assertEquals(1, api.browse("latest", "a", "", 1).entries().size(), "and is opened again");
	}

	@Test
	void whatCannotBeClosedKeepsNothingElseOpen() {
		AtomicBoolean broken = new AtomicBoolean();
		SnapshotHandler sick = new SnapshotHandler(real.catalog, real.catalog, real.repository, null, null, () -> {
			if (broken.getAndSet(false)) {
				throw new IllegalStateException("a clock that is broken once");
			}
			return real.nanos.get();
		}, 10);
		Callers.as(Callers.ADMIN, SnapshotApi.class, sick).read("latest", "a-b", 0, 1);
		assertEquals(2, sick.openCount());
		real.nanos.addAndGet(400_000_000_000L);
		broken.set(true); // for the comparisons, which are first
		sick.closeIdle();
		assertEquals(0, sick.openCount());
		assertFalse(broken.get());
		sick.stop();
	}

	@Test
	void whatIsDamagedOrGoneIsTold() throws IOException {
		Path manifest = snapshot.tree().resolveSibling("manifest");
		byte[] bytes = Files.readAllBytes(manifest);
		bytes[20] ^= 1;
		manifest.toFile().setWritable(true);
		Files.write(manifest, bytes);
		assertFault(Fault.REFUSED, "the manifest of snapshot " + snapshot.id() + " is damaged", () -> api.browse("latest", "", "", 1));
		assertFault(Fault.REFUSED, "damaged", () -> api.scan("latest", "", "", 1));
		real.repository.forget(snapshot.id());
		real.handler.closeIdle();
		real.nanos.addAndGet(40_000_000_000L);
		real.handler.closeIdle();
		assertFault(Fault.NOT_FOUND, "has been forgotten", () -> api.browse(snapshot.id(), "", "", 1));
		assertFault(Fault.NOT_FOUND, "has been forgotten", () -> api.get(snapshot.id()));
	}

	@Test
	void aNameThatCannotStandInAPathIsScannedAsItIs() throws IOException {
		SnapshotEntry evil = new SnapshotEntry(FileEntry.file(ByteString.of("../x/y"), 1, RealSnapshots.TIME), null, "its name is not safe");
		PlacedEntry placed = new PlacedEntry(EntryPath.parse("a/b"), evil);
		assertNull(placed.path());
		try (ScanEncoder encoder = new ScanEncoder()) {
			encoder.add(placed);
			encoder.add(placed);
			assertEquals(List.of(placed, placed), ScannedEntries.of(new ScanPage(1, 2, encoder.finish(), "")));
		}
	}
}
