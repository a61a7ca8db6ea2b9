package backtrac.engine.jobs.repository;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.EntryPath;
import backtrac.api.exclude.Excludes;
import backtrac.api.store.RepositoryException;

class RepositoryFolderTest {

	@TempDir
	Path folder;

	@Test
	void aRepositoryBelowTheSourceIsLeftOut() throws IOException {
		Path repository = Files.createDirectories(folder.resolve("backup/re[p]o ü%41\\x"));
		Excludes excludes = RepositoryFolder.leaveOut(Excludes.NONE, folder, repository);
		assertTrue(excludes.excludes(EntryPath.parse("backup/re[p]o ü%41\\\\x"), true));
		assertFalse(excludes.excludes(EntryPath.parse("backup"), true));
	}

	@Test
	void namesThatAreNoTextAreFoundToo() throws IOException {
		Path repository = Files.createDirectories(Path.of(URI.create(folder.toUri() + "%FF%FEx/repo")));
		assertTrue(RepositoryFolder.leaveOut(Excludes.NONE, folder, repository).excludes(EntryPath.parse("\\xff\\xfex/repo"), true));
	}

	@Test
	void symbolicLinksHideNothing() throws IOException {
		Path repository = Files.createDirectories(folder.resolve("real/repo"));
		Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
		assertTrue(RepositoryFolder.leaveOut(Excludes.NONE, folder, link.resolve("repo")).excludes(EntryPath.parse("real/repo"), true));
		assertTrue(RepositoryFolder.leaveOut(Excludes.NONE, link, repository).excludes(EntryPath.parse("repo"), true));
	}

	@Test
	void aRepositoryElsewhereChangesNothing() throws IOException {
		Path repository = Files.createDirectories(folder.resolve("repo"));
		assertSame(Excludes.NONE, RepositoryFolder.leaveOut(Excludes.NONE, Files.createDirectories(folder.resolve("repo2")), repository));
	}

	@Test
	void aFolderInTheRepositoryIsRefused() throws IOException {
		Path repository = Files.createDirectories(folder.resolve("repo"));
		Files.createSymbolicLink(folder.resolve("link"), repository);
		for (String inside : new String[] { "repo", "repo/snapshots/not/there", "link/x", "repo2/../repo/x" }) {
			assertEquals(true, assertThrows(RepositoryException.class,
					() -> RepositoryFolder.leaveOut(Excludes.NONE, folder.resolve(inside), repository)).getMessage().contains("lies in the repository"));
		}
	}
}
