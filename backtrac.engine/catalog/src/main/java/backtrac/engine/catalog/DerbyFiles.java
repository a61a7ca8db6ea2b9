package backtrac.engine.catalog;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** The folder of a Derby database. */
final class DerbyFiles {

	private DerbyFiles() {
	}

	/** Where a database is made before it is moved to its place: Derby cannot open one whose making was cut off. */
	static Path unfinished(Path folder) throws IOException {
		Path unfinished = folder.resolveSibling(folder.getFileName() + ".new");
		delete(unfinished);
		return unfinished;
	}

	/** Moves a database, which must be shut down, to its place. */
	static void finish(Path unfinished, Path folder) throws IOException {
		Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
	}

	private static void delete(Path folder) throws IOException {
		if (!Files.exists(folder)) {
			return;
		}
		Files.walkFileTree(folder, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
				if (e != null) {
					throw e;
				}
				Files.delete(directory);
				return FileVisitResult.CONTINUE;
			}
		});
	}
}
