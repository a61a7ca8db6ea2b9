package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.ScrubOptions;
import backtrac.api.store.ScrubReport;
import backtrac.api.store.Snapshot;
import backtrac.api.store.VerifyReport.Damage;
import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.VerifyReport.Place;
import backtrac.api.store.VerifyReport.Remedy;
import backtrac.api.store.WorkListener;

class ScrubTest {

	private static final int FILES = 300;
	private static final String TWIN = "of this there are many names";

	@TempDir
	Path folder;
	private Path location;
	private HardLinkRepository repository;
	private final MemorySource source = new MemorySource();
	private Snapshot snapshot;
	private long bytes;

	@BeforeEach
	void backUp() throws IOException {
		location = folder.resolve("repo");
		repository = HardLinkRepository.init(location);
		for (int i = 0; i < FILES; i++) {
			source.file("f" + i % 3 + "/file" + i, "content " + i);
		}
		for (int i = 0; i < 5; i++) {
			source.file("twin" + i, TWIN);
		}
		snapshot = source.backup(repository);
		bytes = pool().stream().mapToLong(file -> file.toFile().length()).sum();
	}

	@Test
	void shareAfterShareReadsEverythingOnce() throws Exception {
		long contents = 0;
		long read = 0;
		int shares = 0;
		ScrubReport report;
		do {
			report = HardLinkRepository.open(location).upkeep().scrub(ScrubOptions.share(1 / 3.0), WorkListener.NONE);
			assertTrue(report.isSound());
			contents += report.contents();
			read += report.bytesRead();
			shares++;
		} while (!report.isPassDone());
		assertEquals(3, shares);
		assertEquals(FILES + 1, contents);
		assertEquals(bytes, read);
		ScrubReport next = repository.upkeep().scrub(ScrubOptions.share(1 / 256.0), WorkListener.NONE);
		assertEquals(1, next.foldersDone(), "another pass");
	}

	@Test
	void aBudgetInBytesIsKeptAndTheNextOneGoesOnWithinTheFolder() throws Exception {
		long contents = 0;
		ScrubReport report;
		int shares = 0;
		do {
			report = repository.upkeep().scrub(ScrubOptions.bytes(100), WorkListener.NONE);
			int atOnce = Runtime.getRuntime().availableProcessors();
			assertTrue(report.bytesRead() <= 100 + atOnce * TWIN.length(), report::toString);
			assertTrue(report.contents() > 0 || report.isPassDone(), report::toString);
			contents += report.contents();
			shares++;
		} while (!report.isPassDone());
		assertEquals(FILES + 1, contents, "each once");
		assertTrue(shares > 10, shares + " shares");
	}

	@Test
	void whatHasTheMostNamesComesFirst() throws Exception {
		List<String> read = new ArrayList<>();
		HardLinkRepository watched = HardLinkRepository.open(location, new FaultyFileSystem((on, call, arguments) -> {
			if (call.equals("open") && arguments[0].toString().matches("../\\w{64}")) {
				read.add(arguments[0].toString().substring(3));
			}
		}));
		watched.upkeep().scrub(ScrubOptions.bytes(1), WorkListener.NONE);
		assertEquals(hash(TWIN), read.getFirst());
	}

	@Test
	void damageIsPutAsideNamedAndHealedByTheNextBackup() throws Exception {
		change(pooled(TWIN));
		change(pooled("content 7"));
		ScrubReport report = repository.upkeep().scrub(ScrubOptions.share(1), WorkListener.NONE);
		assertEquals(2, report.damageCount());
		Damage twin = find(report, TWIN);
		assertEquals(List.of(Kind.CONTENT, "is not what was stored", Remedy.QUARANTINED, 5L), List.of(twin.kind(), twin.reason(), twin.remedy(), twin.placeCount()));
		assertTrue(twin.places().contains(new Place(snapshot.id(), "twin3")));
		assertEquals(List.of(new Place(snapshot.id(), "f1/file7")), find(report, "content 7").places());
		assertTrue(Files.exists(location.resolve("quarantine").resolve(hash(TWIN))));
		source.requireIn(repository, source.backup(repository));
		source.requireIn(repository, snapshot);
	}

	@Test
	void aFurtherFileTakesTheFirstOnesPlace() throws Exception {
		HardLinkRepository limited = HardLinkRepository.open(location, FaultyFileSystem.withLinkLimit(7));
		Snapshot second = source.backup(limited);
		assertTrue(Files.exists(location.resolve("pool").resolve(hash(TWIN).substring(0, 2)).resolve(hash(TWIN) + ".1")));
		change(pooled(TWIN));
		assertEquals(List.of(Remedy.REPAIRED), repository.upkeep().scrub(ScrubOptions.share(1), WorkListener.NONE).damage().stream().map(Damage::remedy).toList());
		source.requireIn(repository, second);
	}

	@Test
	void whoIsInterruptedGoesOnWhereItWas() throws Exception {
		WorkListener interrupting = new WorkListener() {

			@Override
			public void expected(long files, long expectedBytes) {
				assertEquals(256, files);
			}

			@Override
			public void done(long files, long doneBytes) {
				if (files > 0) {
					Thread.currentThread().interrupt(); // after the first folder
				}
			}
		};
		assertThrows(InterruptedException.class, () -> repository.upkeep().scrub(ScrubOptions.share(1), interrupting));
		assertFalse(Thread.interrupted());
		ScrubReport rest = repository.upkeep().scrub(ScrubOptions.share(1), WorkListener.NONE);
		assertTrue(rest.isPassDone());
		assertTrue(rest.contents() < FILES + 1, rest::toString);
	}

	@Test
	void whereItIsMayBeLostAndNewContentIsTakenIn() throws Exception {
		repository.upkeep().scrub(ScrubOptions.share(0.5), WorkListener.NONE);
		Path state = location.resolve("scrub.json");
		for (String broken : List.of("{", "{\"folder\": 900}", "{\"begun\": \"2026-01-01T00:00:00Z\", \"folder\": 3, \"most_linked\": \"abc\", \"read\": \"\"}")) {
			Files.writeString(state, broken);
			assertEquals(FILES + 1, repository.upkeep().scrub(ScrubOptions.share(1), WorkListener.NONE).contents(), "begun anew");
		}
		Files.delete(state);
		source.file("new", "new content").backup(repository);
		assertEquals(FILES + 2, repository.upkeep().scrub(ScrubOptions.share(1), WorkListener.NONE).contents());
	}

	@Test
	void itChangesNothingElseAndRunsBesideBackupsButNotBesidePruneOrAnother() throws Exception {
		var before = Inventory.of(location.resolve("snapshots"));
		WorkListener atWork = new WorkListener() {

			@Override
			public void expected(long files, long expectedBytes) {
				assertTrue(message(() -> repository.prune(PruneOptions.FREE, WorkListener.NONE)).contains(" is in use by a scrub (process "));
				assertTrue(message(() -> HardLinkRepository.open(location).upkeep().scrub(ScrubOptions.share(1), WorkListener.NONE)).startsWith("another scrub "));
				try {
					source.requireIn(repository, source.backup(repository, "client", "another"));
				} catch (IOException e) {
					throw new AssertionError(e);
				}
			}

			@Override
			public void done(long files, long doneBytes) {
				assertTrue(files >= 0);
			}
		};
		assertTrue(repository.upkeep().scrub(ScrubOptions.share(1), atWork).isSound());
		var after = Inventory.of(location.resolve("snapshots"));
		after.keySet().retainAll(before.keySet());
		before.keySet().removeIf(path -> path.equals("client"));
		after.remove("client");
		assertEquals(before, after);
	}

	@Test
	void aShareIsPartOfTheWhole() {
		for (double share : new double[] { 0, -1, 1.01, Double.NaN }) {
			assertThrows(IllegalArgumentException.class, () -> ScrubOptions.share(share));
		}
		assertThrows(IllegalArgumentException.class, () -> ScrubOptions.bytes(0));
	}

	@Test
	void aNameThatIsNoneOfThePoolsIsLeftAlone() throws Exception {
		Files.writeString(location.resolve("pool/README"), "mine");
		Path other = location.resolve("pool/00");
		Files.createDirectories(other);
		Files.writeString(other.resolve("notes"), "mine");
		assertTrue(repository.upkeep().scrub(ScrubOptions.share(1), WorkListener.NONE).isSound());
		assertEquals("mine", Files.readString(other.resolve("notes")));
	}

	private static String message(Executable what) {
		return assertThrows(RepositoryException.class, what).getMessage();
	}

	private static Damage find(ScrubReport report, String content) {
		return report.damage().stream().filter(damage -> damage.what().endsWith(hash(content))).findFirst().orElseThrow();
	}

	private static String hash(String content) {
		return Hash.of(Hash.digest().digest(content.getBytes(StandardCharsets.UTF_8))).toString();
	}

	private Path pooled(String content) {
		return location.resolve(Path.of("pool", hash(content).substring(0, 2), hash(content)));
	}

	private List<Path> pool() throws IOException {
		try (var files = Files.walk(location.resolve("pool"))) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

	private static void change(Path file) throws IOException {
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
		Files.writeString(file, Files.readString(file).toUpperCase(Locale.ROOT));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
	}
}
