package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.RebuildReport;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport.Damage;
import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.VerifyReport.Place;
import backtrac.api.store.WorkListener;
import backtrac.posix.Errno;
import backtrac.posix.FileSystem;
import backtrac.posix.Stat;

class RebuildTest {

	private static final int LINK_LIMIT = 4;
	private static final ByteString RAW = ByteString.wrap(new byte[] { 'f', (byte) 0xFF, '\n', '\\' });

	@TempDir
	Path folder;
	private Path location;
	private HardLinkRepository repository;
	private final MemorySource source = new MemorySource();
	private Snapshot first;
	private Snapshot second;

	@BeforeEach
	void backUpTwice() throws IOException {
		location = folder.resolve("repo");
		repository = HardLinkRepository.init(location, FaultyFileSystem.withLinkLimit(LINK_LIMIT));
		source.file("f/a", "a content", MemorySource.TIME.plusSeconds(77)).file("f/g/h/b", "b").file("empty", "").file("ü".repeat(200) + "/" + "x".repeat(300), "long");
		for (int i = 0; i < 6; i++) {
			source.file("same/" + i, "more names than a file may have", MemorySource.TIME);
		}
		source.file(RAW.toString(), "raw").entry(EntryPath.parse("void"), special("link", FileType.SYMLINK, "../no/where"))
				.entry(EntryPath.parse("void"), special("pipe", FileType.FIFO, null)).entry(EntryPath.parse("void"), special("disk", FileType.BLOCK_DEVICE, null));
		first = source.backup(repository);
		second = source.file("f/new", "new").backup(repository);
	}

	@Test
	void aMissingTreeIsMadeAgainAsTheBackupMadeIt() throws Exception {
		Map<String, String> before = look(first.tree());
		removeTree(first);
		assertFalse(first.hasTree());
		assertEquals(new RebuildReport(1, 0, 1, List.of(), 0), rebuild());
		assertEquals(before, look(first.tree()));
		assertTrue(verify().isEmpty());
		assertLeft();
		source.remove("f/new").requireIn(repository, first);
	}

	@Test
	void aSoundTreeStaysAsItIs() throws Exception {
		Map<String, String> before = Inventory.of(location.resolve("snapshots"));
		assertEquals(new RebuildReport(0, 0, 2, List.of(), 0), rebuild());
		assertEquals(new RebuildReport(0, 0, 1, List.of(), 0), rebuild(first.id()));
		assertEquals(before, Inventory.of(location.resolve("snapshots")));
	}

	@Test
	void eachDamageOfATreeIsFoundByVerifyAndMended() throws Exception {
		Map<String, String> sound = look(first.tree());
		Path tree = first.tree();
		Map<String, Damaging> damages = new TreeMap<>();
		damages.put("f/a", () -> Files.delete(tree.resolve("f/a")));
		damages.put("f/g/h/b", () -> Files.copy(tree.resolve("empty"), tree.resolve("f/g/h/b"), StandardCopyOption.REPLACE_EXISTING));
		damages.put("f/g/h", () -> remove(tree.resolve("f/g"), "h"));
		damages.put("f/mine", () -> Files.writeString(tree.resolve("f/mine"), "nothing of the snapshot's"));
		damages.put("f/folder", () -> Files.createDirectory(tree.resolve("f/folder")));
		damages.put("void/link", () -> {
			Files.delete(tree.resolve("void/link"));
			Files.createSymbolicLink(tree.resolve("void/link"), Path.of("else/where"));
		});
		damages.put("void/disk", () -> Files.writeString(tree.resolve("void/disk2"), "an extra"));
		damages.put("empty", () -> Files.writeString(tree.resolve("empty"), "not empty"));
		for (Map.Entry<String, Damaging> damage : damages.entrySet()) {
			assertEquals(List.of(), verify());
			damage.getValue().run();
			List<Damage> found = verify();
			assertEquals(List.of(Kind.TREE), found.stream().map(Damage::kind).toList(), damage.getKey());
			String path = damage.getKey().equals("void/disk") ? "void/disk2" : damage.getKey();
			assertTrue(found.getFirst().places().contains(new Place(first.id(), path)), () -> damage.getKey() + ": " + found);
			assertEquals(new RebuildReport(1, 0, 0, List.of(), 0), rebuild(first.id()), damage.getKey());
			assertEquals(sound, look(tree), damage.getKey());
		}
		assertLeft();
	}

	private interface Damaging {
		void run() throws IOException;
	}

	@Test
	void treesWhoseHardLinksWereLostAreLinkedAgainAndFreeTheirRoom() throws Exception {
		Path copied = first.tree().resolve("f/a");
		Path pooled = pooled("a content");
		Files.copy(copied, folder.resolve("copy"), StandardCopyOption.COPY_ATTRIBUTES);
		Files.move(folder.resolve("copy"), copied, StandardCopyOption.REPLACE_EXISTING);
		assertNotEquals(inode(pooled), inode(copied));
		assertEquals(List.of(new Place(first.id(), "f/a")), verify().getFirst().places());
		assertEquals(1, rebuild().trees());
		assertEquals(inode(pooled), inode(copied));
		assertEquals(List.of(), verify());
	}

	@Test
	void whatThePoolDoesNotHaveIsLeftOutAndNamed() throws Exception {
		Files.delete(pooled("a content"));
		removeTree(first);
		removeTree(second);
		RebuildReport report = rebuild();
		assertEquals(List.of(2L, 1L), List.of(report.trees(), report.damageCount()));
		assertEquals(Set.of(new Place(first.id(), "f/a"), new Place(second.id(), "f/a")), Set.copyOf(report.damage().getFirst().places()));
		assertFalse(Files.exists(first.tree().resolve("f/a")));
		assertEquals("b", Files.readString(first.tree().resolve("f/g/h/b")));
		assertEquals(new RebuildReport(0, 0, 2, List.of(), 0), rebuild(), "all that can be is there");
		source.backup(repository); // heals the pool
		assertEquals(2, rebuild().trees());
		assertEquals("a content", Files.readString(first.tree().resolve("f/a")));
	}

	@Test
	void aTreeDoesNotShowWhatWasPutAside() throws Exception {
		Path damaged = pooled("a content");
		Files.setPosixFilePermissions(damaged, PosixFilePermissions.fromString("rw-------"));
		Files.writeString(damaged, "not that!");
		repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE);
		assertEquals("not that!", Files.readString(first.tree().resolve("f/a")));
		RebuildReport report = rebuild();
		assertEquals(List.of(2L, 1L), List.of(report.trees(), report.damageCount()));
		assertFalse(Files.exists(first.tree().resolve("f/a")));
	}

	@Test
	void noTreeIsLinkedToWhatNothingProves() throws Exception {
		removeTree(first);
		removeTree(second);
		Path pooled = pooled("a content");
		Files.delete(pooled);
		Files.writeString(pooled, "A CONTENT");
		assertEquals(1, rebuild().damageCount());
		assertEquals(1, Files.getAttribute(pooled, "unix:nlink"), "or the next backup would trust it");
		source.requireIn(repository, source.file("again", "a content").backup(repository));
		assertEquals("a content", Files.readString(pooled));
	}

	@Test
	void aRebuildThatFailsOrIsInterruptedLeavesTheTreeAsItWas() throws Exception {
		removeTree(first);
		Files.delete(second.tree().resolve("f/new"));
		Map<String, String> before = look(second.tree());
		HardLinkRepository full = HardLinkRepository.open(location, new FaultyFileSystem((on, call, arguments) -> {
			if (call.equals("makeDirectory") && arguments[0].equals(ByteString.of("void"))) {
				throw FaultyFileSystem.failure(call, Errno.ENOSPC);
			}
		}));
		for (Snapshot snapshot : List.of(first, second)) {
			assertTrue(assertThrows(RepositoryException.class, () -> full.upkeep().rebuild(Set.of(snapshot.id()), WorkListener.NONE)).getMessage().contains(" is full"));
			Thread.currentThread().interrupt();
			assertThrows(InterruptedException.class, () -> rebuild(snapshot.id()));
		}
		assertFalse(first.hasTree());
		assertEquals(before, look(second.tree()));
		assertLeft();
		assertEquals(2, rebuild().trees());
	}

	@Test
	void whatAKilledRebuildLeftIsClearedAwayByTheNextRunAndCountsForNothing() throws Exception {
		try (var root = FileSystem.system().open(location); var runs = root.directory(Layout.RUNS); var trash = root.directory(Layout.TRASH)) {
			RunFolder run = new Runs(runs, location.toRealPath().resolve("runs"), new Trash(trash)).beginScratch();
			Files.createLink(location.resolve("runs/" + run.id() + "/snapshot/tree/left"), pooled("a content"));
			run.close(); // as the system does for a dead process
		}
		assertEquals(0, repository.prune(PruneOptions.FREE, WorkListener.NONE).files());
		source.requireIn(repository, source.backup(repository));
		assertLeft();
	}

	@Test
	void aLostSummaryIsMadeAgainFromTheManifest() throws Exception {
		Path summary = second.tree().resolveSibling("snapshot.json");
		String written = Files.readString(summary);
		for (String broken : List.of("{", "{\"format\": 1}", "")) {
			Files.writeString(summary, broken);
			assertEquals(List.of(first), repository.snapshots());
			assertEquals(new RebuildReport(0, 1, 2, List.of(), 0), rebuild());
			Snapshot made = repository.snapshots().getFirst();
			assertEquals(List.of(second.id(), second.client(), second.plan(), second.started(), second.result(), second.tree()),
					List.of(made.id(), made.client(), made.plan(), made.started(), made.result(), made.tree()));
			assertEquals(List.of(second.counts().files(), second.counts().directories(), second.counts().others(), second.counts().bytes(), second.counts().unreadable()),
					List.of(made.counts().files(), made.counts().directories(), made.counts().others(), made.counts().bytes(), made.counts().unreadable()));
			assertEquals(List.of(), verify());
			source.requireIn(repository, made);
		}
		Files.delete(summary);
		assertEquals(1, rebuild().summaries());
		Files.writeString(summary, written.replace("\"format\" : 1", "\"format\" : 2"));
		RebuildReport refused = rebuild();
		assertEquals(List.of(Kind.SUMMARY), refused.damage().stream().map(Damage::kind).toList());
		assertTrue(Files.readString(summary).contains("\"format\" : 2"), "a newer BackTrac's is left alone");
	}

	@Test
	void aSummaryOfADamagedManifestIsNotMade() throws Exception {
		Path manifest = second.tree().resolveSibling("manifest");
		byte[] bytes = Files.readAllBytes(manifest);
		bytes[30] ^= 1;
		Files.write(manifest, bytes);
		RebuildReport report = rebuild(second.id());
		assertEquals(List.of(Kind.MANIFEST), report.damage().stream().map(Damage::kind).toList());
		Files.delete(second.tree().resolveSibling("snapshot.json"));
		assertEquals(List.of(Kind.SUMMARY), rebuild().damage().stream().map(Damage::kind).toList());
		assertFalse(Files.exists(second.tree().resolveSibling("snapshot.json")));
		assertThrows(RepositoryException.class, () -> rebuild("0000000000000000"));
	}

	private RebuildReport rebuild(String... ids) throws IOException, InterruptedException {
		return repository.upkeep().rebuild(Set.of(ids), WorkListener.NONE);
	}

	private List<Damage> verify() throws IOException, InterruptedException {
		return repository.verify(new VerifyOptions(false, Set.of()), WorkListener.NONE).damage();
	}

	/** Nothing of a rebuild is left in the scratch folders. */
	private void assertLeft() throws IOException {
		for (String of : List.of("runs", "trash")) {
			try (var names = Files.list(location.resolve(of))) {
				assertEquals(List.of(), names.map(name -> name.getFileName().toString()).filter(name -> !name.startsWith(".")).toList());
			}
		}
	}

	private static void removeTree(Snapshot snapshot) throws IOException {
		remove(snapshot.tree().getParent(), "tree");
	}

	private static void remove(Path from, String name) throws IOException {
		try (var opened = FileSystem.system().open(from)) {
			new Trash(opened).remove(ByteString.of(name));
		}
	}

	/** What people and programs see of a tree: all but which of a content's files a name leads to, and the times of links and pipes. */
	private static Map<String, String> look(Path tree) throws IOException {
		Map<String, String> seen = Inventory.of(tree);
		seen.replaceAll((path, what) -> what.replaceAll("ino=\\d+, ", "").replaceAll("lastModifiedTime=[^,]*, (mode=(41471|4384),)", "$1"));
		try (var opened = FileSystem.system().open(tree)) {
			Stat stat = new Stat();
			opened.stat(ByteString.EMPTY, stat);
			seen.put("", seen.get("") + stat.links);
		}
		return seen;
	}

	private static FileEntry special(String name, FileType type, String target) {
		return new FileEntry(ByteString.of(name), type, 0, MemorySource.TIME, 0600, 0, 0, null, null, target == null ? null : ByteString.of(target), 0, null, Map.of());
	}

	private Path pooled(String content) {
		String hash = Hash.of(Hash.digest().digest(content.getBytes(StandardCharsets.UTF_8))).toString();
		return location.resolve(Path.of("pool", hash.substring(0, 2), hash));
	}

	private static Object inode(Path file) throws IOException {
		return Files.getAttribute(file, "unix:ino", LinkOption.NOFOLLOW_LINKS);
	}
}
