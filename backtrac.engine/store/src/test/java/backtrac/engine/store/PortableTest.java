package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.WorkListener;
import backtrac.posix.FileSystem;

/** A repository's life where the system's own calls cannot be used. */
class PortableTest {

	private static final String RAW = "folder/" + ByteString.wrap(new byte[] { 'f', (byte) 0xFF, '\n' });

	@TempDir
	Path folder;

	private HardLinkRepository repository;

	@BeforeEach
	void init() throws IOException {
		repository = HardLinkRepository.init(folder.resolve("repo"), FileSystem.portable());
	}

	@AfterEach
	void close() {
		repository.close();
	}

	@Test
	void backupsAreLinkedReadBackVerifiedForgottenAndPruned() throws Exception {
		MemorySource source = new MemorySource().file("a", "one").file(RAW, "two").file("empty", "").file("large", "x".repeat(600_000))
				.file("folder/" + "ü".repeat(150), "escaped in the tree");
		Snapshot first = source.backup(repository);
		Snapshot second = source.backup(repository);
		assertEquals(0, second.counts().filesRead());
		assertEquals(Files.getAttribute(first.tree().resolve("a"), "unix:ino"), Files.getAttribute(second.tree().resolve("a"), "unix:ino"));
		Snapshot third = source.remove("large").file("copy", "one").backup(repository);
		assertEquals(0, third.counts().filesStored());
		source.requireIn(repository, third);
		VerifyReport report = repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE);
		assertEquals(List.of(), report.damage());
		repository.forget(first.id());
		repository.forget(second.id());
		assertEquals(1, repository.prune(PruneOptions.FREE, WorkListener.NONE).files());
		source.requireIn(repository, third);
	}

	@Test
	void aRepositoryIsTheSameForBoth() throws Exception {
		MemorySource source = new MemorySource().file("a", "one").file(RAW, "two");
		source.backup(repository);
		try (HardLinkRepository same = HardLinkRepository.open(folder.resolve("repo"), FileSystem.system())) {
			assertEquals(0, source.backup(same).counts().filesRead());
		}
		assertEquals(0, source.backup(repository).counts().filesRead());
	}

	@Test
	void aTimeThatJavaCannotSetStopsNothing() throws Exception {
		Instant ancient = Instant.ofEpochSecond(-5, 123_456_789);
		MemorySource source = new MemorySource().file("old", "x", ancient).file("old empty", "", ancient);
		source.requireIn(repository, source.backup(repository));
		assertEquals(0, source.backup(repository).counts().filesRead());
	}

	@Test
	void aPathThatIsTooLongIsNamed() {
		MemorySource source = new MemorySource().file(("x".repeat(200) + "/").repeat(30) + "file", "deep");
		String message = assertThrows(RepositoryException.class, () -> source.backup(repository)).getMessage();
		assertTrue(message.contains("too long for this system") && message.contains("exclude that folder"), message);
	}
}
