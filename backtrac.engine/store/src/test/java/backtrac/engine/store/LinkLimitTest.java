package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.store.Snapshot;

class LinkLimitTest {

	private static final int LIMIT = 3;

	@TempDir
	Path folder;

	@Test
	void aContentWithMoreNamesThanAFileMayHaveGetsMoreFiles() throws IOException {
		HardLinkRepository repository = HardLinkRepository.init(folder.resolve("repo"), FaultyFileSystem.withLinkLimit(LIMIT));
		MemorySource source = new MemorySource();
		for (int i = 0; i < 10; i++) {
			source.file("f" + i % 2 + "/file" + i, "the same", MemorySource.TIME.plusSeconds(i));
		}
		Snapshot first = source.backup(repository);
		Snapshot second = source.backup(repository);
		assertEquals(1, first.counts().filesStored());
		assertEquals(0, second.counts().filesRead());
		source.requireIn(repository, first);
		source.requireIn(repository, second);
		List<Path> files = poolFiles();
		assertEquals(10, files.size()); // two names in trees each
		for (Path file : files) {
			assertEquals("the same", Files.readString(file));
			assertEquals(0100440, Files.getAttribute(file, "unix:mode"));
			assertEquals(LIMIT, Files.getAttribute(file, "unix:nlink"));
			assertEquals(Files.getLastModifiedTime(files.getFirst()), Files.getLastModifiedTime(file));
		}
	}

	@Test
	void anotherProcessFindsTheFileThatTakesNamesNow() throws IOException {
		Path location = folder.resolve("repo");
		HardLinkRepository.init(location).close();
		MemorySource source = new MemorySource().file("a", "x");
		for (int i = 0; i < 7; i++) {
			try (HardLinkRepository repository = HardLinkRepository.open(location, FaultyFileSystem.withLinkLimit(LIMIT))) {
				source.requireIn(repository, source.backup(repository));
			}
		}
		assertEquals(4, poolFiles().size());
	}

	private List<Path> poolFiles() throws IOException {
		try (var paths = Files.walk(folder.resolve("repo/pool"))) {
			return paths.filter(Files::isRegularFile).sorted().toList();
		}
	}
}
