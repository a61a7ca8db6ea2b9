package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.RepositoryException;

class ServerRepositoryTest {

	@TempDir
	Path folder;

	@Test
	void theFirstStartMakesItAndLaterOnesOpenIt() throws IOException {
		String id = open("data/repository");
		assertEquals(id, open("data/repository"));
		assertEquals(id, open("data/../data/repository"));
	}

	@Test
	void aDiskThatIsNotMountedIsNotTakenForANewOne() throws IOException {
		Files.createDirectory(folder.resolve("disk"));
		String id = open("disk");
		Files.move(folder.resolve("disk"), folder.resolve("unmounted"));
		assertTrue(assertThrows(RepositoryException.class, () -> open("disk")).getMessage().contains("mount"));
		Files.createDirectory(folder.resolve("disk")); // the mount point
		String message = assertThrows(RepositoryException.class, () -> open("disk")).getMessage();
		assertEquals(0, folder.resolve("disk").toFile().list().length);
		Files.delete(folder.resolve("disk"));
		Files.move(folder.resolve("unmounted"), folder.resolve("disk"));
		assertEquals(id, open("disk"));
		Files.move(folder.resolve("disk"), folder.resolve("unmounted"));
		Files.delete(Path.of(message.substring(message.indexOf("delete ") + "delete ".length())));
		assertNotEquals(id, open("disk"), "the way out that the message names");
	}

	@Test
	void locksThatWereLeftInAMountPointAreNoRepositoryAndNoHindrance() throws IOException {
		open("disk");
		Files.move(folder.resolve("disk"), folder.resolve("unmounted"));
		Files.createDirectories(folder.resolve("disk/locks"));
		Files.createFile(folder.resolve("disk/locks/lock"));
		Files.createFile(folder.resolve("disk/locks/4711-823-1.json"));
		String message = assertThrows(RepositoryException.class, () -> open("disk")).getMessage();
		assertTrue(message.contains("is not there any more: mount its disk"), message);
		Files.delete(Path.of(message.substring(message.indexOf("delete ") + "delete ".length())));
		open("disk");
	}

	@Test
	void aDiskWithNothingOnItMayBeNew() throws IOException {
		Files.createDirectories(folder.resolve("disk/lost+found"));
		open("disk");
	}

	@Test
	void whatElseIsInAMountPointMakesNoDifference() throws IOException {
		open("disk");
		Files.move(folder.resolve("disk"), folder.resolve("unmounted"));
		Files.createDirectories(folder.resolve("disk/NOT MOUNTED"));
		assertTrue(assertThrows(RepositoryException.class, () -> open("disk")).getMessage().contains("mount its disk"));
	}

	@Test
	void anotherFolderMayBeNew() throws IOException {
		String id = open("first");
		assertNotEquals(id, open("second"));
		assertEquals(id, open("first"));
	}

	@Test
	void aFolderThatHoldsSomethingElseIsLeftAlone() throws IOException {
		Files.createDirectories(folder.resolve("letters/2026"));
		assertThrows(RepositoryException.class, () -> open("letters"));
		Files.createDirectories(folder.resolve("workshop/locks"));
		Files.createFile(folder.resolve("workshop/locks/prices.json"));
		assertThrows(RepositoryException.class, () -> open("workshop"));
		assertThrows(RepositoryException.class, () -> HardLinkRepository.init(folder.resolve("workshop")));
	}

	private String open(String path) throws IOException {
		try (HardLinkRepository repository = new ServerRepository(folder.resolve(path), folder.resolve("data")).open()) {
			return repository.info().id();
		}
	}
}
