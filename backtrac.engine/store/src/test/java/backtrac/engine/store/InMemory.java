package backtrac.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Hundreds of repositories come and go: not on a disk where that can be spared. */
public final class InMemory implements TempDirFactory {

	private static final Path MEMORY = Path.of("/dev/shm");

	@Override
	public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
		return Files.isWritable(MEMORY) ? Files.createTempDirectory(MEMORY, "backtrac") : Files.createTempDirectory("backtrac");
	}
}
