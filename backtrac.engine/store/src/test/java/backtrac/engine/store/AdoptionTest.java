package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;
import backtrac.api.store.Adoption;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.WorkListener;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.posix.Errno;
import backtrac.posix.PosixException;

/** Files of other tools' backups become the pool's own. */
class AdoptionTest {

	private static final FileTime TIME = FileTime.from(Instant.parse("2019-01-02T03:04:05.678901234Z"));

	@TempDir
	Path folder;

	private final Adoption adoption = new Adoption();
	private Path first;
	private Path second;

	@BeforeEach
	void makeTrees() throws IOException {
		first = Files.createDirectory(folder.resolve("first"));
		second = Files.createDirectory(folder.resolve("second"));
	}

	@Test
	void theOldFileIsThePoolsFile() throws Exception {
		Path old = file(first, "a", "content", 0664);
		Object inode = Files.getAttribute(old, "unix:ino");
		try (HardLinkRepository repository = init()) {
			Snapshot snapshot = new OldFolder(first).adopt(repository, adoption);
			assertEquals(1, snapshot.counts().filesStored());
			assertEquals(7, snapshot.counts().bytesRead());
			assertEquals(0, adoption.copiedFiles());
			Path pool = onlyPoolFile();
			assertEquals(inode, Files.getAttribute(pool, "unix:ino"));
			assertEquals(inode, Files.getAttribute(snapshot.tree().resolve("a"), "unix:ino"));
			assertEquals(0100664, Files.getAttribute(pool, "unix:mode"), "nothing sets an attribute of a file that has another name");
			assertEquals(TIME, Files.getLastModifiedTime(pool));
			Files.delete(old);
			assertEquals("content", read(repository, snapshot, "a"));
			assertTrue(repository.verify(new VerifyOptions(true, Set.of()), WorkListener.NONE).isSound());
		}
	}

	@Test
	void aFileThatTwoBackupsShareIsReadOnce() throws Exception {
		Files.createLink(second.resolve("renamed"), file(first, "a", "content", 0644));
		file(second, "other", "of its own", 0644);
		try (HardLinkRepository repository = init()) {
			new OldFolder(first).adopt(repository, adoption);
			Snapshot snapshot = new OldFolder(second).adopt(repository, adoption);
			assertEquals(1, snapshot.counts().filesRead());
			assertEquals(10, snapshot.counts().bytesRead());
			assertEquals("content", read(repository, snapshot, "renamed"));
		}
	}

	@Test
	void whatARunThatWasCutOffHasReadIsNotReadAgainForAnyOfThem() throws Exception {
		Path shared = file(first, "shared", "shared", 0644);
		Files.createLink(second.resolve("shared"), shared);
		file(first, "z", "of its own", 0644);
		OldFolder cutOff = new OldFolder(first) {
			@Override
			void beforeRead(FileEntry file) throws TransportException {
				if (file.name().equals(ByteString.of("z"))) {
					throw new TransportException(Reason.CONNECTION_LOST, "cut off");
				}
			}
		};
		try (HardLinkRepository repository = init()) {
			assertThrows(TransportException.class, () -> cutOff.adopt(repository, new Adoption()));
			Snapshot snapshot = new OldFolder(first).adopt(repository, adoption);
			assertEquals(10, snapshot.counts().bytesRead());
			assertEquals(0, new OldFolder(second).adopt(repository, adoption).counts().filesRead());
			assertEquals("shared", read(repository, snapshot, "shared"));
		}
	}

	@Test
	void aFileThatWasWrittenMeanwhileIsReadAgain() throws Exception {
		Path shared = file(first, "a", "content", 0644);
		Files.createLink(second.resolve("a"), shared);
		try (HardLinkRepository repository = init()) {
			new OldFolder(first).adopt(repository, adoption);
			Files.writeString(shared, "CONTENT");
			Snapshot snapshot = new OldFolder(second).adopt(repository, adoption);
			assertEquals(1, snapshot.counts().filesRead());
			assertEquals("CONTENT", read(repository, snapshot, "a"));
		}
	}

	@Test
	void sameSizeAndTimeIsNotEnough() throws Exception {
		file(first, "a", "content", 0644);
		file(second, "a", "CONTENT", 0644);
		try (HardLinkRepository repository = init()) {
			new OldFolder(first).adopt(repository, adoption);
			Snapshot snapshot = new OldFolder(second).adopt(repository, adoption);
			assertEquals("CONTENT", read(repository, snapshot, "a"));
		}
	}

	@Test
	void whatThePoolHasIsLinkedToThat() throws Exception {
		Path old = file(first, "a", "content", 0644);
		try (HardLinkRepository repository = init()) {
			new MemorySource().file("known", "content").backup(repository);
			Object known = Files.getAttribute(onlyPoolFile(), "unix:ino");
			Snapshot snapshot = new OldFolder(first).adopt(repository, adoption);
			assertEquals(0, snapshot.counts().filesStored());
			assertEquals(known, Files.getAttribute(snapshot.tree().resolve("a"), "unix:ino"));
			assertEquals(1, Files.getAttribute(old, "unix:nlink"), "no name of it is left in the repository");
		}
	}

	@Test
	void theNextBackupFindsItUnchanged() throws Exception {
		Path old = file(first, "a", "content", 0644);
		try (HardLinkRepository repository = init()) {
			new OldFolder(first).adopt(repository, adoption);
			Files.delete(old);
			MemorySource source = new MemorySource().file("a", "content", TIME.toInstant());
			Snapshot next = source.backup(repository);
			assertEquals(0, next.counts().filesRead());
			source.requireIn(repository, next);
		}
	}

	@Test
	void namesInOtherBackupsAreNoHardLinksOfThisOne() throws Exception {
		Path shared = file(first, "shared", "shared", 0644);
		Files.createLink(second.resolve("shared"), shared);
		Path twice = file(first, "twice", "twice", 0644);
		Files.createLink(first.resolve("again"), twice);
		try (HardLinkRepository repository = init()) {
			Snapshot snapshot = new OldFolder(first).adopt(repository, adoption);
			assertNull(find(repository, snapshot, "shared").entry().id());
			assertNotNull(find(repository, snapshot, "twice").entry().id());
			assertEquals(find(repository, snapshot, "twice").entry().id(), find(repository, snapshot, "again").entry().id());
		}
	}

	@Test
	void aProgramWithItsOwnersRightsIsCopied() throws Exception {
		Path program = file(first, "program", "#!", 04755);
		try (HardLinkRepository repository = init()) {
			Snapshot snapshot = new OldFolder(first).adopt(repository, adoption);
			assertEquals(04755, find(repository, snapshot, "program").entry().mode());
			assertEquals(0100440, Files.getAttribute(onlyPoolFile(), "unix:mode"));
			assertEquals(1, Files.getAttribute(program, "unix:nlink"));
			assertEquals(1, adoption.copiedFiles());
			assertEquals(2, adoption.copiedBytes());
		}
	}

	@Test
	void aFileThatHasAllItsNamesIsCopied() throws Exception {
		file(first, "a", "content", 0644);
		try (HardLinkRepository repository = init()) {
			Snapshot snapshot = failing(Errno.EMLINK).adopt(repository, adoption);
			assertEquals(1, adoption.copiedFiles());
			assertEquals("content", read(repository, snapshot, "a"));
		}
	}

	@Test
	void aFileThatHasAllItsNamesButOneIsCopied() throws Exception {
		Path old = file(first, "a", "content", 0644);
		Files.createLink(second.resolve("a"), old);
		try (HardLinkRepository repository = HardLinkRepository.init(folder.resolve("repository"), FaultyFileSystem.withLinkLimit(3))) {
			Snapshot snapshot = new OldFolder(first).adopt(repository, adoption);
			assertEquals(1, adoption.copiedFiles());
			assertEquals("content", read(repository, snapshot, "a"));
			assertNotEquals(Files.getAttribute(old, "unix:ino"), Files.getAttribute(snapshot.tree().resolve("a"), "unix:ino"));
			assertEquals(2, Files.getAttribute(old, "unix:nlink"));
		}
	}

	@Test
	void anotherUsersFileIsNotCopiedInSilence() throws Exception {
		Path old = file(first, "a", "content", 0644);
		try (HardLinkRepository repository = init()) {
			OldFolder others = new OldFolder(first) {
				@Override
				FileEntry listed(FileEntry file) {
					return new FileEntry(file.name(), file.type(), file.size(), file.modified(), file.mode(), 12345, 12345, null, null, null, 0, null, Map.of());
				}

				@Override
				void beforeLink(FileEntry file) throws PosixException {
					throw FaultyFileSystem.failure("linkat", Errno.EPERM);
				}
			};
			if ((int) Files.getAttribute(old, "unix:uid") == 0) { // root, whom the system lets link all but immutable files
				others.adopt(repository, adoption);
				assertEquals(1, adoption.copiedFiles());
			} else {
				RepositoryException refused = assertThrows(RepositoryException.class, () -> others.adopt(repository, adoption));
				assertTrue(refused.getMessage().contains("run the import as root"), refused.getMessage());
				assertEquals(List.of(), poolFiles());
			}
		}
	}

	@Test
	void anotherFileSystemIsRefused() throws Exception {
		file(first, "a", "content", 0644);
		try (HardLinkRepository repository = init()) {
			RepositoryException refused = assertThrows(RepositoryException.class, () -> failing(Errno.EXDEV).adopt(repository, adoption));
			assertTrue(refused.getMessage().contains("another file system"), refused.getMessage());
			assertEquals(List.of(), repository.snapshots());
			assertEquals(List.of(), poolFiles());
		}
	}

	@Test
	void whatCannotBeReadLeavesNoName() throws Exception {
		Path old = file(first, "a", "content", 0644);
		TransportException broken = new TransportException(Reason.IO, "broken");
		OldFolder unreadable = new OldFolder(first) {
			@Override
			void beforeRead(FileEntry file) throws TransportException {
				throw broken;
			}
		};
		try (HardLinkRepository repository = init()) {
			assertSame(broken, assertThrows(TransportException.class, () -> unreadable.adopt(repository, adoption)));
			assertEquals(1, Files.getAttribute(old, "unix:nlink"));
			assertEquals(List.of(), poolFiles());
		}
	}

	@Test
	void oldFilesAreOnDiskBeforeTheirFirstNameInThePool() throws Exception {
		file(first, "a", "content", 0644);
		HardLinkRepository.init(folder.resolve("repository")).close();
		List<String> calls = new ArrayList<>();
		FaultyFileSystem watched = new FaultyFileSystem((on, call, arguments) -> {
			if (call.equals("syncFileSystem") || call.equals("link")) {
				calls.add(call);
			}
		});
		try (HardLinkRepository repository = HardLinkRepository.open(folder.resolve("repository"), watched)) {
			new OldFolder(first).adopt(repository, adoption);
		}
		assertTrue(calls.contains("link"));
		assertEquals("syncFileSystem", calls.getFirst());
	}

	@Test
	void manyFilesAreRemembered() {
		int files = 100_000;
		for (int i = 1; i <= files; i++) {
			adoption.remember(numbered(i), Hash.digest().digest(Integer.toString(i).getBytes()));
		}
		for (int i = 1; i <= files; i++) {
			assertArrayEquals(Hash.digest().digest(Integer.toString(i).getBytes()), adoption.hash(numbered(i)));
			assertNull(adoption.hash(numbered(i).withContent(2, TIME.toInstant())));
		}
		assertNull(adoption.hash(numbered(files + 1)));
		LoneFiles lone = new LoneFiles();
		for (int i = 1; i <= files; i++) {
			lone.add(numbered(i).id());
			if (i % 3 == 0) {
				lone.add(numbered(i).id());
			}
		}
		for (int i = 1; i <= files; i++) {
			assertEquals(i % 3 != 0, lone.contains(numbered(i).id()));
		}
		assertFalse(lone.contains(numbered(files + 1).id()));
	}

	private static FileEntry numbered(int number) {
		FileEntry plain = FileEntry.file(ByteString.of("x"), 1, TIME.toInstant());
		return new FileEntry(plain.name(), plain.type(), 1, plain.modified(), 0644, 0, 0, null, null, null, 0, new FileId(7, number * 17L),
				plain.attributes());
	}

	private OldFolder failing(Errno errno) {
		return new OldFolder(first) {
			@Override
			void beforeLink(FileEntry file) throws PosixException {
				throw FaultyFileSystem.failure("linkat", errno);
			}
		};
	}

	private HardLinkRepository init() throws IOException {
		return HardLinkRepository.init(folder.resolve("repository"));
	}

	private static Path file(Path folder, String name, String content, int mode) throws IOException {
		Path file = Files.writeString(folder.resolve(name), content);
		Files.setAttribute(file, "unix:mode", mode);
		Files.setLastModifiedTime(file, TIME);
		return file;
	}

	private static SnapshotEntry find(HardLinkRepository repository, Snapshot snapshot, String name) throws IOException {
		try (SnapshotReader reader = repository.open(snapshot.id())) {
			return reader.find(EntryPath.parse(name)).orElseThrow();
		}
	}

	private static String read(HardLinkRepository repository, Snapshot snapshot, String name) throws IOException {
		try (SnapshotReader reader = repository.open(snapshot.id())) {
			return new String(MemorySource.read(reader, reader.find(EntryPath.parse(name)).orElseThrow()));
		}
	}

	private Path onlyPoolFile() throws IOException {
		List<Path> files = poolFiles();
		assertEquals(1, files.size());
		return files.getFirst();
	}

	private List<Path> poolFiles() throws IOException {
		try (var paths = Files.walk(folder.resolve("repository/pool"))) {
			return paths.filter(Files::isRegularFile).toList();
		}
	}
}
