package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.VerifyReport.Damage;
import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.VerifyReport.Place;
import backtrac.api.store.VerifyReport.Remedy;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.FileSystem;

class VerifyTest {

	private static final String CONTENT = "a content of some length";

	@TempDir
	Path folder;
	private Path location;
	private HardLinkRepository repository;
	private final MemorySource source = new MemorySource().file("f/a", CONTENT).file("f/g/" + "ü".repeat(150), "escaped in the tree").file("empty", "")
			.file("long" + "x".repeat(300) + "/inner", "in a folder that is escaped").file("other", "sound");
	private Snapshot first;
	private Snapshot second;

	@BeforeEach
	void backUpTwice() throws IOException {
		location = folder.resolve("repo");
		repository = HardLinkRepository.init(location);
		first = source.backup(repository);
		second = source.file("copy", CONTENT).backup(repository);
	}

	@Test
	void whatIsSoundIsFoundSoundAndReadOnce() throws Exception {
		Map<String, String> before = Inventory.of(location);
		assertEquals(new VerifyReport(2, 4, 0, List.of(), 0), verify(false));
		VerifyReport read = verify(true);
		assertEquals(List.of(), read.damage());
		assertEquals(distinctBytes(), read.bytesRead(), "each content once, not once a snapshot");
		before.remove("locks");
		Map<String, String> after = Inventory.of(location);
		after.remove("locks");
		assertEquals(before, after);
	}

	@Test
	void oneChangedByteIsFoundPutAsideAndHealedByTheNextBackup() throws Exception {
		changeOneByte(pooled(CONTENT));
		assertTrue(verify(false).isSound(), "nothing but reading finds it");
		VerifyReport report = verify(true);
		Damage damage = report.damage().getFirst();
		assertEquals(1, report.damageCount());
		assertEquals(List.of(Kind.CONTENT, "is not what was stored", Remedy.QUARANTINED), List.of(damage.kind(), damage.reason(), damage.remedy()));
		assertEquals(location.relativize(pooled(CONTENT)).toString(), damage.what());
		assertEquals(Set.of(new Place(first.id(), "f/a"), new Place(second.id(), "f/a"), new Place(second.id(), "copy")), Set.copyOf(damage.places()));
		assertEquals(3, damage.placeCount());
		assertFalse(Files.exists(pooled(CONTENT)));
		assertTrue(Files.exists(location.resolve("quarantine").resolve(hash(CONTENT))));
		assertEquals(Remedy.AWAITED, verify(true).damage().getFirst().remedy(), "it is missing now");
		assertThrows(RepositoryException.class, () -> source.requireIn(repository, second));

		Snapshot third = source.backup(repository);
		assertEquals(1, third.counts().filesStored());
		for (Snapshot snapshot : List.of(second, third)) {
			source.requireIn(repository, snapshot);
		}
		source.remove("copy").requireIn(repository, first);
		Object time = Files.getLastModifiedTime(first.tree().resolve("f"));
		assertNotEquals(CONTENT, Files.readString(first.tree().resolve("f/a")), "the old tree has the damaged file still");
		assertEquals(List.of(Remedy.NONE, Remedy.NONE), remedies(verify(false)));
		VerifyReport repaired = verify(true);
		assertEquals(List.of(Remedy.REPAIRED, Remedy.REPAIRED), remedies(repaired));
		assertEquals(Set.of(Kind.TREE), Set.copyOf(repaired.damage().stream().map(Damage::kind).toList()));
		assertEquals(CONTENT, Files.readString(first.tree().resolve("f/a")));
		assertEquals(time, Files.getLastModifiedTime(first.tree().resolve("f")));
		assertTrue(verify(true).isSound());
		assertTrue(Files.exists(location.resolve("quarantine").resolve(hash(CONTENT))), "it stays for a person");
	}

	@Test
	void aMissingOrShortContentIsFoundWithoutReading() throws Exception {
		Files.delete(pooled("sound"));
		change(pooled(CONTENT), CONTENT.substring(1));
		VerifyReport report = verify(false);
		assertEquals(2, report.damageCount());
		Map<String, Damage> damages = Map.of("missing", find(report, "sound"), "short", find(report, CONTENT));
		assertEquals("is missing", damages.get("missing").reason());
		assertEquals(Set.of(new Place(first.id(), "other"), new Place(second.id(), "other")), Set.copyOf(damages.get("missing").places()));
		assertEquals("has 23 bytes of the 24 that were stored", damages.get("short").reason());
		assertEquals(3, damages.get("short").placeCount());
		assertFalse(Files.exists(location.resolve("quarantine")), "it changes nothing");
		assertEquals(Remedy.QUARANTINED, find(verify(true), CONTENT).remedy());
		source.requireIn(repository, source.backup(repository));
	}

	@Test
	void damagedManifestsAndSummariesAreFound() throws Exception {
		Path manifest = first.tree().resolveSibling("manifest");
		byte[] bytes = Files.readAllBytes(manifest);
		for (int at : new int[] { 2, 30, bytes.length / 2, bytes.length - 2 }) {
			byte[] damaged = bytes.clone();
			damaged[at] ^= 1;
			Files.write(manifest, damaged);
			VerifyReport report = verify(false);
			assertEquals(1, report.damageCount());
			assertEquals(List.of(new Place(first.id(), "")), report.damage().getFirst().places());
			assertEquals(Kind.MANIFEST, report.damage().getFirst().kind());
			assertTrue(verify(false, second.id()).isSound(), "the other one is");
		}
		Files.write(manifest, bytes);
		Files.writeString(second.tree().resolveSibling("snapshot.json"), "{");
		VerifyReport report = verify(true);
		assertEquals(List.of(Kind.SUMMARY), report.damage().stream().map(Damage::kind).toList());
		assertEquals(2, report.snapshots());
	}

	@Test
	void aTreeThatDoesNotShowTheSnapshotIsFoundAndRepaired() throws Exception {
		Files.delete(first.tree().resolve("f/a"));
		Files.delete(first.tree().resolve("other"));
		Files.writeString(first.tree().resolve("other"), "mine!");
		VerifyReport report = verify(false);
		assertEquals(1, report.damageCount());
		assertEquals(Set.of(new Place(first.id(), "f/a"), new Place(first.id(), "other")), Set.copyOf(report.damage().getFirst().places()));
		assertFalse(Files.exists(first.tree().resolve("f/a")), "it changes nothing");
		assertEquals(List.of(Remedy.REPAIRED), remedies(verify(true)));
		assertTrue(verify(false).isSound());
		assertEquals("sound", Files.readString(first.tree().resolve("other")));
		Files.delete(first.tree().resolve("empty"));
		assertEquals(List.of(new Place(first.id(), "empty")), verify(false).damage().getFirst().places());
	}

	@Test
	void aSnapshotNeedsNoTree() throws Exception {
		new Trash(FileSystem.system().open(first.tree().getParent())).remove(Layout.TREE);
		assertTrue(verify(true).isSound());
		new Trash(FileSystem.system().open(second.tree())).remove(backtrac.api.entry.ByteString.of("f"));
		assertEquals(2, verify(false).damage().getFirst().placeCount(), "but all of one");
	}

	@Test
	void aFurtherFileOfTheContentTakesTheFirstOnesPlace() throws Exception {
		HardLinkRepository limited = HardLinkRepository.open(location, FaultyFileSystem.withLinkLimit(5));
		MemorySource many = new MemorySource();
		for (int i = 0; i < 6; i++) {
			many.file("file" + i, "the same");
		}
		Snapshot snapshot = many.backup(limited);
		changeOneByte(pooled("the same"));
		VerifyReport report = verify(true);
		assertEquals(Remedy.REPAIRED, find(report, "the same").remedy());
		many.requireIn(limited, snapshot);
		assertEquals("the same", Files.readString(snapshot.tree().resolve("file0")), "the tree, too");
		assertTrue(verify(true).isSound());
		many.requireIn(limited, many.backup(limited));
	}

	@Test
	void aFileThatABackupHasHealedMeanwhileIsNotPutAside() throws Exception {
		try (Directory root = FileSystem.system().open(location); Directory pool = root.directory(Layout.POOL)) {
			assertFalse(new Quarantine(root, pool.paths()).take(Hash.parse(hash(CONTENT)), 0, 1));
		}
		assertTrue(verify(true).isSound());
		try (var left = Files.list(location.resolve("quarantine"))) {
			assertEquals(List.of(), left.toList());
		}
	}

	@Test
	void itRunsBesideBackupsButNotBesidePrune() throws Exception {
		WorkListener atWork = new WorkListener() {

			@Override
			public void expected(long files, long bytes) {
				String refused = assertThrows(RepositoryException.class, () -> repository.prune(PruneOptions.FREE, WorkListener.NONE)).getMessage();
				assertTrue(refused.contains(" is in use by a verify (process "), refused);
				try {
					source.requireIn(repository, source.backup(repository));
				} catch (IOException e) {
					throw new AssertionError(e);
				}
			}

			@Override
			public void done(long files, long bytes) {
				assertTrue(files >= 0 && bytes >= 0);
			}
		};
		assertTrue(repository.verify(new VerifyOptions(true, Set.of()), atWork).isSound());
		assertEquals(3, repository.snapshots().size());
	}

	@Test
	void theProgressComesToWhatWasExpected() throws Exception {
		long[] counts = new long[4];
		repository.verify(new VerifyOptions(true, Set.of()), new WorkListener() {

			@Override
			public synchronized void expected(long files, long bytes) {
				counts[0] = files;
				counts[1] = bytes;
			}

			@Override
			public synchronized void done(long files, long bytes) {
				counts[2] += files;
				counts[3] += bytes;
			}
		});
		assertEquals(counts[0], counts[2]);
		assertEquals(counts[1], counts[3]);
		assertEquals(distinctBytes(), counts[1]);
	}

	@Test
	void itSaysWhichSnapshotIsNotThereAndEndsWhenInterrupted() throws Exception {
		assertTrue(assertThrows(RepositoryException.class, () -> verify(false, "0000000000000000")).getMessage().startsWith("there is no snapshot 0000000000000000"));
		Thread.currentThread().interrupt();
		assertThrows(InterruptedException.class, () -> verify(true));
		try (SnapshotReader reader = repository.open(first.id())) {
			assertEquals(first, reader.snapshot());
		}
	}

	private VerifyReport verify(boolean readData, String... snapshots) throws IOException, InterruptedException {
		return repository.verify(new VerifyOptions(readData, Set.of(snapshots)), WorkListener.NONE);
	}

	private static List<Remedy> remedies(VerifyReport report) {
		return report.damage().stream().map(Damage::remedy).toList();
	}

	private static Damage find(VerifyReport report, String content) {
		return report.damage().stream().filter(damage -> damage.what().endsWith(hash(content))).findFirst().orElseThrow();
	}

	private static String hash(String content) {
		return Hash.of(Hash.digest().digest(content.getBytes(StandardCharsets.UTF_8))).toString();
	}

	private Path pooled(String content) {
		return location.resolve(Path.of("pool", hash(content).substring(0, 2), hash(content)));
	}

	private long distinctBytes() throws IOException {
		try (var files = Files.walk(location.resolve("pool"))) {
			return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
		}
	}

	private static void changeOneByte(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		bytes[bytes.length / 2] ^= 1;
		change(file, new String(bytes, StandardCharsets.ISO_8859_1));
	}

	private static void change(Path file, String content) throws IOException {
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
		Files.writeString(file, content, StandardCharsets.ISO_8859_1);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
	}
}
