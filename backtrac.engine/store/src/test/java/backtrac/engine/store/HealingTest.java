package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.WorkListener;

/** A backup that meets a content stores it again if the pool's file is damaged. */
class HealingTest {

	private static final int LIMIT = 3;

	@TempDir
	Path folder;
	private HardLinkRepository repository;

	@BeforeEach
	void init() throws IOException {
		repository = HardLinkRepository.init(folder.resolve("repo"), FaultyFileSystem.withLinkLimit(LIMIT));
	}

	@Test
	void aContentWhoseFirstFileIsFullAndDamaged() throws Exception {
		MemorySource source = new MemorySource().file("a", "content").file("b", "content");
		Snapshot first = source.backup(repository);
		damage("content");
		source.file("c", "content");
		requireHealed(source, source.backup(repository), first);
	}

	@Test
	void aContentWhoseFirstFileIsFullAndDamagedAndLinkedAsUnchanged() throws Exception {
		MemorySource source = new MemorySource().file("a", "content").file("b", "content");
		Snapshot first = source.backup(repository);
		damage("content");
		requireHealed(source, source.backup(repository), first);
	}

	@Test
	void whoReadsEveryFileLinksToNoDamagedContent() throws Exception {
		MemorySource source = new MemorySource().file("a", "content").file("large", new byte[300_000], MemorySource.TIME);
		Snapshot first = source.backup(repository);
		damage("content");
		damage(new String(new byte[300_000], StandardCharsets.US_ASCII));
		try (SnapshotWriter writer = repository.begin(new SnapshotRequest("client", "plan", Instant.now(), true))) {
			source.record(writer, Integer.MAX_VALUE);
			Snapshot second = writer.commit();
			assertEquals(2, second.counts().filesStored());
			requireHealed(source, second, first);
		}
	}

	@Test
	void whatCameInThePlaceOfDamageIsNotTrustedForAnOldSnapshotNamesIt() throws Exception {
		MemorySource source = new MemorySource().file("a", "content");
		Snapshot first = source.backup(repository);
		damage("content");
		repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE); // puts it aside
		// as a run leaves it that stored it again when power went: the name is there, the bytes are not
		Path file = pool("content");
		Files.writeString(file, "zeroes!");
		requireHealed(source, source.backup(repository), first);
	}

	private void requireHealed(MemorySource source, Snapshot second, Snapshot first) throws Exception {
		source.requireIn(repository, second);
		VerifyOptions readData = new VerifyOptions(true, Set.of());
		repository.verify(readData, WorkListener.NONE); // the first one's tree is linked anew
		assertEquals(List.of(), repository.verify(readData, WorkListener.NONE).damage());
		assertEquals("content", Files.readString(first.tree().resolve("a")));
	}

	private Path pool(String content) {
		Hash hash = Hash.of(Hash.digest().digest(content.getBytes(StandardCharsets.US_ASCII)));
		return folder.resolve("repo/pool").resolve(Pool.path(hash, 0).toString());
	}

	private void damage(String content) throws IOException {
		Path file = pool(content);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
		Files.writeString(file, "X" + content.substring(1));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
	}
}
