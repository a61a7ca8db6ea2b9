package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport.Damage;
import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.VerifyReport.Place;
import backtrac.api.store.WorkListener;

/** What a repository knows of a snapshot beside its entries: its pin, and how its plan was. */
class PinsTest {

	private static final Map<String, String> DEFINITION = Map.of("version", "1", "transport", "local", "setting.path", "/home/ü \"x\"\n", "empty", "");

	@TempDir
	Path folder;
	private Path location;
	private HardLinkRepository repository;
	private final MemorySource source = new MemorySource().file("f/a", "a content");
	private Snapshot first;
	private Snapshot second;

	@BeforeEach
	void backUpTwice() throws IOException {
		location = folder.resolve("repo");
		repository = HardLinkRepository.init(location);
		first = source.backup(repository);
		second = source.backup(repository);
	}

	@Test
	void aPinIsKeptWithTheSnapshotAndMayChangeAndGo() throws IOException {
		Map<String, byte[]> before = immutable(first);
		assertEquals(Arrays.asList(null, null), pins());
		repository.pin(first.id(), "before the move");
		assertEquals(Arrays.asList(null, "before the move"), pins());
		try (HardLinkRepository other = HardLinkRepository.open(location); SnapshotReader reader = other.open(first.id())) {
			assertEquals(first.withPin("before the move"), reader.snapshot());
			assertEquals(repository.snapshots(), other.snapshots());
			other.pin(first.id(), "");
		}
		assertEquals(Arrays.asList(null, ""), pins());
		assertTrue(repository.snapshots().getLast().isPinned(), "a pin needs no note");
		repository.pin(first.id(), null);
		repository.pin(first.id(), null);
		assertEquals(Arrays.asList(null, null), pins());
		assertFalse(Files.exists(pinFile(first)));
		assertTrue(Arrays.deepEquals(before.values().toArray(), immutable(first).values().toArray()));
	}

	@Test
	void whatIsPinnedIsNotForgotten() throws Exception {
		repository.pin(first.id(), "ours");
		String refusal = assertThrows(RepositoryException.class, () -> repository.forget(first.id())).getMessage();
		assertTrue(refusal.contains("is pinned") && refusal.contains("'backtrac repo unpin " + location + " " + first.id() + "'"), refusal);
		repository.forget(second.id());
		repository.prune(PruneOptions.FREE, WorkListener.NONE);
		assertEquals(List.of("ours"), pins());
		source.requireIn(repository, first);
		repository.pin(first.id(), null);
		repository.forget(first.id());
		assertEquals(List.of(), repository.snapshots());
	}

	@Test
	void whatIsNoSnapshotOrNoLineIsRefused() throws IOException {
		assertThrows(RepositoryException.class, () -> repository.pin("0000000000000000", "x"));
		for (String note : List.of("two\nlines", "x".repeat(1001))) {
			assertTrue(assertThrows(RepositoryException.class, () -> repository.pin(first.id(), note)).getMessage().contains("one line of at most 1000"));
		}
		assertEquals(Arrays.asList(null, null), pins());
	}

	@Test
	void aPinWhoseNoteIsLostHoldsAndIsMadeAgain() throws Exception {
		for (String broken : List.of("", "{", "{}", "[1]")) {
			repository.pin(first.id(), "note");
			Files.writeString(pinFile(first), broken);
			assertEquals(Arrays.asList(null, ""), pins());
			assertThrows(RepositoryException.class, () -> repository.forget(first.id()));
			List<Damage> found = verify();
			assertEquals(List.of(Kind.SUMMARY), found.stream().map(Damage::kind).toList());
			assertTrue(found.getFirst().what().endsWith("/pin.json"), found.getFirst().what());
			assertEquals(List.of(new Place(first.id(), "")), found.getFirst().places());
			assertEquals(1, repository.upkeep().rebuild(Set.of(), WorkListener.NONE).summaries());
			assertEquals(List.of(), verify());
			assertEquals(Arrays.asList(null, ""), pins());
		}
	}

	@Test
	void aNewerVersionMaySayMoreInAPin() throws Exception {
		Files.writeString(pinFile(first), "{\"who\": {\"name\": \"me\"}, \"note\": \"kept\", \"until\": 2030, \"more\": [1]}");
		assertEquals(Arrays.asList(null, "kept"), pins());
		assertEquals(List.of(), verify());
		assertEquals(0, repository.upkeep().rebuild(Set.of(), WorkListener.NONE).summaries());
	}

	@Test
	void howThePlanWasIsKeptWithTheSnapshot() throws Exception {
		assertEquals(Map.of(), first.definition());
		assertFalse(summary(first).contains("definition"));
		Snapshot third = backup(DEFINITION);
		assertEquals(DEFINITION, third.definition());
		try (HardLinkRepository other = HardLinkRepository.open(location)) {
			assertEquals(List.of(third, second, first), other.snapshots());
		}
		String text = summary(third);
		assertTrue(text.indexOf("\"empty\"") < text.indexOf("\"setting.path\"") && text.indexOf("\"setting.path\"") < text.indexOf("\"version\""), text);
		assertEquals(List.of(), verify());
	}

	@Test
	void aDefinitionIsReadAsFarAsItIsOne() throws IOException {
		String text = summary(first);
		for (String other : List.of("null", "7", "\"text\"", "[\"a\"]", "{}", "{\"a\": 1, \"b\": [], \"c\": {}}")) {
			Files.writeString(first.tree().resolveSibling("snapshot.json"), text.replace("\"format\"", "\"definition\" : " + other + ", \"format\""));
			assertEquals(first, repository.snapshots().getLast());
		}
	}

	@Test
	void aSummaryThatIsMadeAgainHasLostTheDefinitionButNotThePin() throws Exception {
		Snapshot third = backup(DEFINITION);
		repository.pin(third.id(), "ours");
		Files.writeString(third.tree().resolveSibling("snapshot.json"), "{");
		assertEquals(1, repository.upkeep().rebuild(Set.of(), WorkListener.NONE).summaries());
		Snapshot made = repository.snapshots().getFirst();
		assertEquals(List.of(third.id(), Map.of(), "ours"), List.of(made.id(), made.definition(), made.pin()));
	}

	private Snapshot backup(Map<String, String> definition) throws IOException {
		Instant started = Instant.parse("2026-02-01T00:00:00Z");
		try (SnapshotWriter writer = repository.begin(new SnapshotRequest("client", "plan", started, false).withDefinition(definition))) {
			source.record(writer, Integer.MAX_VALUE);
			return writer.commit();
		}
	}

	/** Those of all snapshots, the latest first. */
	private List<String> pins() throws IOException {
		return repository.snapshots().stream().map(Snapshot::pin).toList();
	}

	private List<Damage> verify() throws IOException, InterruptedException {
		return repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE).damage();
	}

	private static Path pinFile(Snapshot snapshot) {
		return snapshot.tree().resolveSibling("pin.json");
	}

	private static String summary(Snapshot snapshot) throws IOException {
		return Files.readString(snapshot.tree().resolveSibling("snapshot.json"));
	}

	private static Map<String, byte[]> immutable(Snapshot snapshot) throws IOException {
		Map<String, byte[]> bytes = new TreeMap<>();
		for (String name : List.of("manifest", "snapshot.json")) {
			bytes.put(name, Files.readAllBytes(snapshot.tree().resolveSibling(name)));
		}
		return bytes;
	}
}
