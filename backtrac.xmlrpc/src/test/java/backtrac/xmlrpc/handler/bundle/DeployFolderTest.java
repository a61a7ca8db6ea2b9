package backtrac.xmlrpc.handler.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployFolderTest {

	@TempDir
	Path base;

	@Test
	void knowsItsOwnBundles() {
		DeployFolder deploy = new DeployFolder(base.resolve("x/../deploy"));
		Path file = base.resolve("deploy/a b.jar");
		assertEquals(Optional.of(file), deploy.file(file.toUri().toString()));
		assertEquals(Optional.of(file), deploy.file(file.toFile().toURI().toString()));
		for (String other : List.of("System Bundle", base.resolve("bundles/a.jar").toUri().toString(), base.resolve("deploy/sub/a.jar").toUri().toString(),
				"file:deploy/a.jar", "file:%zz", base.resolve("deploy/../bundles/a.jar").toUri().toString())) {
			assertEquals(Optional.empty(), deploy.file(other), other);
		}
	}

	@Test
	void aFileIsThereWholeOrNotAtAll() throws IOException {
		DeployFolder deploy = new DeployFolder(base.resolve("deploy"));
		Path content = Files.writeString(base.resolve("content"), "new");
		Path file = deploy.newFile("org.example.odd");
		deploy.put(content, file);
		assertEquals("new", Files.readString(file));
		Files.writeString(content, "newer");
		deploy.put(content, file);
		assertEquals("newer", Files.readString(file));

		assertThrows(IOException.class, () -> deploy.put(base.resolve("missing"), file));
		assertEquals("newer", Files.readString(file));
		try (Stream<Path> files = Files.list(base.resolve("deploy"))) {
			assertEquals(List.of(file), files.toList());
		}
	}
}
