package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.PruneOptions;
import backtrac.api.store.Snapshot;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.VerifyReport.Kind;
import backtrac.api.store.WorkListener;

/** A repository that came here from another machine, on a disk or by a copy. */
class MovedRepositoryTest {

	@TempDir
	Path folder;
	private Path original;
	private Path copy;
	private final MemorySource source = new MemorySource().file("f/a", "a").file("f/b", "b").file("twin of b", "b").file("empty", "");
	private Snapshot first;
	private Snapshot second;

	@BeforeEach
	void backUpTwice() throws IOException {
		original = folder.resolve("here");
		copy = Files.createDirectory(folder.resolve("another machine")).resolve("there ü");
		try (HardLinkRepository repository = HardLinkRepository.init(original)) {
			repository.upkeep().keepTrees(5);
			first = source.backup(repository);
			second = source.file("f/c", "c").backup(repository);
		}
	}

	@Test
	void aCopyThatKeepsHardLinksIsTheSameRepository() throws Exception {
		copy("cp", "-a");
		try (HardLinkRepository here = HardLinkRepository.open(original); HardLinkRepository there = HardLinkRepository.open(copy)) {
			assertEquals(here.info().id(), there.info().id());
			assertEquals(here.snapshots().stream().map(MovedRepositoryTest::withoutPlace).toList(), there.snapshots().stream().map(MovedRepositoryTest::withoutPlace).toList());
			assertTrue(there.snapshots().getFirst().tree().startsWith(copy));
			assertTrue(there.snapshots().getFirst().hasTree());
			assertTrue(verify(there, true).isSound());
			source.requireIn(there, second);
			Snapshot third = source.backup(there, first.client(), first.plan());
			assertEquals(List.of(0L, 0L), List.of(third.counts().filesRead(), third.counts().filesStored()), "all is linked");
			assertEquals(0, there.prune(PruneOptions.FREE, WorkListener.NONE).files());
			assertEquals(5, there.upkeep().keptTrees());
			assertEquals(2, here.snapshots().size(), "they are two repositories from now on");
		}
	}

	@Test
	void aCopyThatLostHardLinksIsWholeButTakesRoomUntilItsTreesAreMadeAgain() throws Exception {
		copy("cp", "-r", "--preserve=mode,timestamps");
		try (HardLinkRepository there = HardLinkRepository.open(copy)) {
			source.requireIn(there, second);
			VerifyReport report = verify(there, false);
			assertEquals(List.of(Kind.TREE, Kind.TREE), report.damage().stream().map(VerifyReport.Damage::kind).toList());
			assertNotEquals(inodes(original), inodes(copy));
			assertEquals(2, there.upkeep().rebuild(Set.of(), WorkListener.NONE).trees());
			assertEquals(inodes(original), inodes(copy), "each content once, and the empty files");
			assertTrue(verify(there, true).isSound());
			assertEquals(0, source.backup(there).counts().filesRead());
		}
	}

	private static VerifyReport verify(HardLinkRepository repository, boolean readData) throws IOException, InterruptedException {
		return repository.verify(new VerifyOptions(readData, Set.of()), WorkListener.NONE);
	}

	private static List<Object> withoutPlace(Snapshot s) {
		return List.of(s.id(), s.client(), s.plan(), s.started(), s.finished(), s.result(), s.counts());
	}

	private void copy(String... command) throws IOException, InterruptedException {
		List<String> line = new ArrayList<>(List.of(command));
		line.addAll(List.of(original.toString(), copy.toString()));
		assertEquals(0, new ProcessBuilder(line).inheritIO().start().waitFor());
	}

	/** How many files there are in pool and trees, whatever names they have. */
	private static long inodes(Path repository) throws IOException {
		try (var pool = Files.walk(repository.resolve("pool")); var snapshots = Files.walk(repository.resolve("snapshots"))) {
			return Stream.concat(pool, snapshots).filter(Files::isRegularFile).map(MovedRepositoryTest::inode).distinct().count();
		}
	}

	private static Object inode(Path file) {
		try {
			return Files.getAttribute(file, "unix:ino");
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
