package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.posix.Errno;
import backtrac.posix.FileSystem;

class DamageTest {

	private static final String CONTENT = "a content of some length";
	private static final String HASH = Hash.of(Hash.digest().digest(CONTENT.getBytes(StandardCharsets.UTF_8))).toString();

	@TempDir
	Path folder;
	private Path location;
	private Path pooled;
	private HardLinkRepository repository;
	private final MemorySource source = new MemorySource().file("f/a", CONTENT);
	private Snapshot snapshot;

	@BeforeEach
	void backUp() throws IOException {
		location = folder.resolve("repo");
		pooled = location.resolve(Path.of("pool", HASH.substring(0, 2), HASH));
		repository = HardLinkRepository.init(location);
		snapshot = source.backup(repository);
	}

	@Test
	void aChangedContentIsFoundAsItIsRead() throws IOException {
		overwrite(CONTENT.toUpperCase(Locale.ROOT));
		assertEquals("the content " + HASH + " of 'a' in snapshot " + snapshot.id() + " of repository " + location + " is damaged: the pool's file is not what was stored", readFails());
	}

	@Test
	void aContentThatIsCutOffOrTooLongIsFoundAsItIsRead() throws IOException {
		overwrite("a content");
		assertTrue(readFails().endsWith("is damaged: the pool's file has 9 bytes of the 24 that were stored"));
		overwrite(CONTENT + CONTENT);
		assertTrue(readFails().endsWith("is damaged: the pool's file is longer than the 24 bytes that were stored"));
	}

	@Test
	void aMissingContentIsSaidToBeMissing() throws IOException {
		Files.delete(pooled);
		assertTrue(readFails().endsWith("of 'a' in snapshot " + snapshot.id() + " of repository " + location + " is missing from the pool"));
	}

	@Test
	void theNextBackupPutsAMissingContentBack() throws IOException {
		Files.delete(pooled);
		assertEquals(1, source.backup(repository).counts().filesStored());
		source.requireIn(repository, snapshot);
	}

	@Test
	void aContentThatACutOffRunLeftBrokenIsReplaced() throws IOException {
		dropSnapshot();
		for (String broken : new String[] { CONTENT.toUpperCase(Locale.ROOT), "", "short" }) {
			overwrite(broken);
			Snapshot healed = source.backup(repository);
			assertEquals(1, healed.counts().filesStored(), "stored again");
			source.requireIn(repository, healed);
			assertEquals(2, Files.getAttribute(pooled, "unix:nlink"));
			snapshot = healed;
			dropSnapshot();
		}
	}

	@Test
	void aSoundContentThatACutOffRunLeftIsNotStoredAgain() throws IOException {
		dropSnapshot();
		assertEquals(1, Files.getAttribute(pooled, "unix:nlink"));
		Snapshot second = source.backup(repository);
		assertEquals(1, second.counts().filesRead());
		assertEquals(0, second.counts().filesStored());
	}

	@Test
	void aLargeContentIsReplacedAsWell() throws IOException {
		byte[] large = "0123456789".repeat(100_000).getBytes(StandardCharsets.UTF_8);
		source.file("large", large, MemorySource.TIME);
		Snapshot second = source.backup(repository);
		Path file = pool(large);
		overwrite(file, "broken");
		source.remove("large").file("copy", large, MemorySource.TIME);
		Snapshot third = source.backup(repository);
		assertEquals(1, third.counts().filesStored());
		source.requireIn(repository, third);
		assertEquals(large.length, Files.size(file));
		try (SnapshotReader reader = repository.open(second.id())) {
			assertEquals(large.length, MemorySource.read(reader, reader.find(EntryPath.parse("large")).orElseThrow()).length, "older snapshots are healed");
		}
	}

	@Test
	void aDamagedManifestIsSaidToBeDamagedAndTheNextBackupGoesOn() throws IOException {
		Path manifest = snapshot.tree().resolveSibling("manifest");
		byte[] bytes = Files.readAllBytes(manifest);
		bytes[bytes.length - 40] ^= 1;
		Files.write(manifest, bytes);
		String message = assertThrows(RepositoryException.class, () -> repository.open(snapshot.id())).getMessage();
		assertTrue(message.startsWith("the manifest " + manifest + " cannot be used: "), message);
		Snapshot second = source.backup(repository);
		source.requireIn(repository, second);
	}

	@Test
	void aManifestOfAnotherSnapshotIsRefused() throws IOException {
		Snapshot second = source.backup(repository);
		Files.copy(second.tree().resolveSibling("manifest"), snapshot.tree().resolveSibling("manifest"),
				StandardCopyOption.REPLACE_EXISTING);
		assertTrue(assertThrows(RepositoryException.class, () -> repository.open(snapshot.id())).getMessage().contains("of another snapshot"));
	}

	@Test
	void aSnapshotWithoutUsableSummaryIsLeftOut() throws IOException {
		Snapshot second = source.backup(repository);
		Files.writeString(second.tree().resolveSibling("snapshot.json"), "{\"format\": 1");
		assertEquals(1, repository.snapshots().size());
		assertEquals(snapshot, repository.snapshots().getFirst());
	}

	@Test
	void aTreeIsOnlyAView() throws IOException {
		new Trash(FileSystem.system().open(snapshot.tree().getParent())).remove(Layout.TREE);
		assertFalse(Files.exists(snapshot.tree()));
		source.requireIn(repository, snapshot);
		assertEquals(0, source.backup(repository).counts().filesRead());
	}

	@Test
	void aFullDiskIsOneClearSentence() throws IOException {
		HardLinkRepository other = HardLinkRepository.open(location, new FaultyFileSystem((on, call, arguments) -> {
			if (call.equals("create") && arguments[0].equals(ByteString.of("new"))) {
				throw FaultyFileSystem.failure(call, Errno.ENOSPC);
			}
		}));
		source.file("new", "does not fit any more");
		RepositoryException failure = assertThrows(RepositoryException.class, () -> source.backup(other));
		assertEquals("the disk of repository " + location + " is full: make room (or free inodes) and run it again", failure.getMessage());
		assertEquals(1, repository.snapshots().size());
		source.requireIn(repository, source.backup(repository)); // with room again
	}

	private String readFails() throws IOException {
		try (SnapshotReader reader = repository.open(snapshot.id())) {
			SnapshotEntry entry = reader.find(EntryPath.parse("f/a")).orElseThrow();
			return assertThrows(RepositoryException.class, () -> MemorySource.read(reader, entry)).getMessage();
		}
	}

	private void overwrite(String content) throws IOException {
		overwrite(pooled, content);
	}

	private static void overwrite(Path file, String content) throws IOException {
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
		Files.writeString(file, content);
	}

	private void dropSnapshot() throws IOException {
		new Trash(FileSystem.system().open(snapshot.tree().getParent().getParent()))
				.remove(Layout.timeName(snapshot.started()));
	}

	private Path pool(byte[] content) {
		String hash = Hash.of(Hash.digest().digest(content)).toString();
		return location.resolve(Path.of("pool", hash.substring(0, 2), hash));
	}
}
