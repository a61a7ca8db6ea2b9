package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.Upkeep;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.WorkListener;

class TreePolicyTest {

	@TempDir
	Path folder;
	private Path location;
	private HardLinkRepository repository;
	private final MemorySource source = new MemorySource().file("f/a", "a").file("f/b", "b");

	@BeforeEach
	void init() throws IOException {
		location = folder.resolve("repo");
		repository = HardLinkRepository.init(location);
	}

	@Test
	void allKeepTheirTreesUnlessSomebodySaysOtherwise() throws IOException {
		for (int i = 0; i < 3; i++) {
			source.backup(repository);
		}
		assertEquals(Upkeep.ALL_TREES, repository.upkeep().keptTrees());
		assertEquals(List.of(true, true, true), trees());
	}

	@Test
	void olderSnapshotsOfEachPlanGiveUpTheirTreesAtOnceAndAfterEachBackup() throws Exception {
		byte[] repositoryFile = Files.readAllBytes(location.resolve("repository.json"));
		for (int i = 0; i < 3; i++) {
			source.file("f/c", "version " + i, MemorySource.TIME.plusSeconds(i)).backup(repository);
			source.backup(repository, "client", "other");
		}
		repository.upkeep().keepTrees(2);
		assertEquals(List.of(true, true, true, true, false, false), trees());
		source.backup(repository);
		assertEquals(List.of(true, true, true, true, false, false, false), trees(), "one of this plan's more, and the other's stay");
		assertEquals(2, HardLinkRepository.open(location).upkeep().keptTrees());
		repository.upkeep().keepTrees(0);
		source.backup(HardLinkRepository.open(location));
		assertEquals(Set.of(false), Set.copyOf(trees()));
		repository.upkeep().keepTrees(Upkeep.ALL_TREES);
		assertEquals(8, repository.upkeep().rebuild(Set.of(), WorkListener.NONE).trees());
		assertEquals(Set.of(true), Set.copyOf(trees()));
		assertTrue(repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE).isSound());
		assertEquals(new String(repositoryFile, StandardCharsets.UTF_8), Files.readString(location.resolve("repository.json")));
	}

	@Test
	void aTreeThatAPersonAskedForIsMendedUntilTheNextBackupTakesItAway() throws Exception {
		Snapshot first = source.backup(repository);
		source.backup(repository);
		repository.upkeep().keepTrees(1);
		assertEquals(List.of(true, false), trees());
		assertEquals(0, repository.upkeep().rebuild(Set.of(), WorkListener.NONE).trees(), "nobody wants it");
		assertEquals(1, repository.upkeep().rebuild(Set.of(first.id()), WorkListener.NONE).trees());
		Files.delete(first.tree().resolve("f/a"));
		assertEquals(1, repository.upkeep().rebuild(Set.of(), WorkListener.NONE).trees());
		assertEquals("a", Files.readString(first.tree().resolve("f/a")));
		source.backup(repository);
		assertEquals(List.of(true, false, false), trees());
	}

	@Test
	void aSnapshotWithoutTreeIsReadVerifiedComparedWithAndPrunedAroundJustTheSame() throws Exception {
		repository.upkeep().keepTrees(0);
		Snapshot first = source.backup(repository);
		source.requireIn(repository, first);
		assertEquals(1, links("a"), "only the pool's own");
		assertEquals(0, repository.prune(PruneOptions.FREE, WorkListener.NONE).files(), "the manifests decide, not the links");
		Snapshot second = source.backup(repository);
		assertEquals(0, second.counts().filesRead(), "unchanged is linked without a read");
		Snapshot third = source.file("copy of a", "a").backup(repository);
		assertEquals(List.of(1L, 0L), List.of(third.counts().filesRead(), third.counts().filesStored()));
		assertTrue(repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE).isSound());
		repository.forget(first.id());
		repository.forget(second.id());
		repository.forget(third.id());
		assertEquals(2, repository.prune(PruneOptions.FREE, WorkListener.NONE).files());
	}

	@Test
	void aContentThatOnlySnapshotsWithoutTreeNameIsHashedBeforeItIsTrusted() throws IOException {
		repository.upkeep().keepTrees(0);
		Snapshot first = source.backup(repository);
		Path pooled = pooled("a");
		Files.delete(pooled);
		Files.writeString(pooled, "?");
		Snapshot second = source.file("copy", "a").backup(repository);
		assertEquals(1, second.counts().filesStored(), "stored again");
		source.requireIn(repository, second);
		source.remove("copy").requireIn(repository, first);
	}

	@Test
	void unchangedFilesAreNotHashedForWantOfASecondName() throws IOException {
		repository.upkeep().keepTrees(0);
		source.backup(repository);
		List<String> opened = new ArrayList<>();
		HardLinkRepository watched = HardLinkRepository.open(location, new FaultyFileSystem((on, call, arguments) -> {
			if (call.equals("open") && arguments[0].toString().matches("../\\w{64}")) {
				opened.add(arguments[0].toString());
			}
		}));
		Snapshot second = source.backup(watched);
		assertEquals(List.of(2L, List.of()), List.of(second.counts().filesLinked(), opened));
	}

	@Test
	void aDamagedSettingRemovesNoTreeAndStopsNoBackup() throws IOException {
		source.backup(repository);
		for (String broken : List.of("{", "{}", "{\"keep\": -1}", "{\"keep\": \"all\"}")) {
			Files.writeString(location.resolve("trees.json"), broken);
			String said = assertThrows(RepositoryException.class, () -> repository.upkeep().keptTrees()).getMessage();
			assertTrue(said.startsWith(location.resolve("trees.json") + " is damaged ("), said);
			source.requireIn(repository, source.backup(repository));
		}
		assertEquals(Set.of(true), Set.copyOf(trees()));
		repository.upkeep().keepTrees(1);
		assertEquals(List.of(true, false, false, false, false), trees());
		assertThrows(IllegalArgumentException.class, () -> repository.upkeep().keepTrees(-1));
		assertEquals(Map.of(), leftInTrash());
	}

	/** Whether snapshots have trees, the latest first. */
	private List<Boolean> trees() throws IOException {
		return repository.snapshots().stream().map(Snapshot::hasTree).toList();
	}

	private Map<String, String> leftInTrash() throws IOException {
		Map<String, String> left = Inventory.of(location.resolve("trash"));
		left.remove("");
		return left;
	}

	private Object links(String content) throws IOException {
		return Files.getAttribute(pooled(content), "unix:nlink");
	}

	private Path pooled(String content) {
		String hash = Hash.of(Hash.digest().digest(content.getBytes(StandardCharsets.UTF_8))).toString();
		return location.resolve(Path.of("pool", hash.substring(0, 2), hash));
	}
}
