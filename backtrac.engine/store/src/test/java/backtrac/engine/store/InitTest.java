package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.RepositoryException;
import backtrac.api.store.RepositoryInfo;
import backtrac.posix.Errno;

class InitTest {

	@TempDir
	Path folder;

	@Test
	void aRepositoryIsFoundAgain() throws IOException {
		Path location = folder.resolve("deep/er/repo");
		RepositoryInfo made = HardLinkRepository.init(location).info();
		assertEquals(location, made.location());
		assertEquals(1, made.format());
		assertTrue(made.linkLimit() >= 1023);
		assertEquals(made, HardLinkRepository.open(location).info());
		assertEquals(List.of(), HardLinkRepository.open(location).snapshots());
	}

	@Test
	void anEmptyFolderAndOneWhereInitWasCutOffWillDo() throws IOException {
		Path cut = Files.createDirectories(folder.resolve("cut"));
		Files.createDirectories(cut.resolve("pool"));
		Files.writeString(cut.resolve("repository.json.new"), "{");
		HardLinkRepository.init(cut);
		HardLinkRepository.init(Files.createDirectory(folder.resolve("empty")));
	}

	@Test
	void initSaysWhyNot() throws IOException {
		Path location = folder.resolve("repo");
		HardLinkRepository.init(location);
		assertEquals(location + " is a repository already: use it as it is, or give another folder", message(() -> HardLinkRepository.init(location)));
		Path file = Files.createFile(folder.resolve("file"));
		assertEquals(file + " cannot be a repository: it is a file; give a new or an empty folder", message(() -> HardLinkRepository.init(file)));
		assertEquals(folder + " cannot become a repository: it holds 'repo'; give a new or an empty folder",
				message(() -> HardLinkRepository.init(onlyRepoIn(folder, file))));
	}

	private static Path onlyRepoIn(Path folder, Path file) throws IOException {
		Files.delete(file);
		return folder;
	}

	@Test
	void openSaysWhyNot() throws IOException {
		assertEquals(folder + " is no repository: it has no repository.json; if it is on a disk, mount that; 'backtrac repo init " + folder + "' makes a new one",
				message(() -> HardLinkRepository.open(folder)));
		Path missing = folder.resolve("missing");
		assertEquals("there is no " + missing + ": if it is on a disk, mount that; 'backtrac repo init " + missing + "' makes a new repository",
				message(() -> HardLinkRepository.open(missing)));
		Path file = Files.createFile(folder.resolve("file"));
		assertEquals(file + " is no repository: it is a file; give the folder of one", message(() -> HardLinkRepository.open(file)));
	}

	@Test
	void aNewerFormatIsRefusedAndADamagedFileNamed() throws IOException {
		Path location = folder.resolve("repo");
		HardLinkRepository.init(location);
		Path file = location.resolve("repository.json");
		String good = Files.readString(file);
		Files.writeString(file, good.replace("\"format\" : 1", "\"format\" : 2"));
		assertEquals("repository " + location + " has format 2, and this BackTrac knows up to format 1: use a newer BackTrac",
				message(() -> HardLinkRepository.open(location)));
		Files.writeString(file, good.substring(0, 20));
		assertTrue(message(() -> HardLinkRepository.open(location)).startsWith(file + " is damaged ("));
		Files.writeString(file, good.replace("{", "{ \"later\" : [ 1, { \"more\" : 1.5 } ], \"nothing\" : null,"));
		HardLinkRepository.open(location);
	}

	@Test
	void aFileSystemWithoutHardLinksIsRefused() {
		FaultyFileSystem fat = new FaultyFileSystem((on, call, arguments) -> {
			if (call.equals("link")) {
				throw FaultyFileSystem.failure(call, Errno.EPERM);
			}
		});
		Path location = folder.resolve("repo");
		assertEquals(location + " cannot hold a repository: its file system knows no hard links; use another one, such as ext4, XFS or Btrfs",
				message(() -> HardLinkRepository.init(location, fat)));
		assertTrue(message(() -> HardLinkRepository.open(location)).contains("is no repository"));
	}

	@Test
	void severalFileSystemsInOneRepositoryAreRefused() {
		FaultyFileSystem mounted = new FaultyFileSystem((on, call, arguments) -> {
			if (call.equals("link")) {
				throw FaultyFileSystem.failure(call, Errno.EXDEV);
			}
		});
		assertTrue(message(() -> HardLinkRepository.init(folder.resolve("repo"), mounted)).contains("spans several file systems"));
	}

	private static String message(Executable what) {
		return assertThrows(RepositoryException.class, what).getMessage();
	}
}
