package backtrac.xmlrpc.handler.bundle;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.xmlrpc.remote.BundleApi;
import backtrac.xmlrpc.remote.Fault;

class UploadsTest {

	@TempDir
	Path folder;

	private long files() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.count();
		}
	}

	@Test
	void partsMakeAWhole() throws IOException {
		try (Uploads uploads = new Uploads(folder, 10)) {
			String id = uploads.add("", new byte[] { 1, 2 });
			assertEquals(id, uploads.add(id, new byte[] { 3 }));
			assertArrayEquals(new byte[] { 1, 2, 3 }, Files.readAllBytes(uploads.find(id)));
			uploads.drop(id);
			assertEquals(0, files());
			assertFault(Fault.NOT_FOUND, "there is no upload", () -> uploads.add(id, new byte[1]));
		}
	}

	@Test
	void neitherOneNorAllTakeWithoutEnd() throws IOException {
		Files.writeString(folder.resolve("left by a server before"), "x");
		try (Uploads uploads = new Uploads(folder, 10)) {
			assertEquals(0, files());
			String large = uploads.add("", new byte[9]);
			assertFault(Fault.REFUSED, "at most", () -> uploads.add(large, new byte[2]));
			assertFault(Fault.NOT_FOUND, "there is no upload", () -> uploads.find(large));
			String oldest = uploads.add("", new byte[1]);
			for (int i = 0; i < Uploads.MOST; i++) {
				uploads.add("", new byte[1]);
			}
			assertFault(Fault.NOT_FOUND, "there is no upload", () -> uploads.find(oldest));
			assertEquals(Uploads.MOST, files());
			assertFault(Fault.BAD_PARAMETERS, "is missing", () -> uploads.add("", null));
			assertFault(Fault.BAD_PARAMETERS, "send smaller ones", () -> uploads.add("", new byte[BundleApi.LARGEST_PART + 1]));
		}
		assertEquals(0, files());
	}

	@Test
	void anIdIsNoPath() throws IOException {
		Path other = Files.writeString(folder.resolveSibling("other-" + folder.getFileName()), "x");
		try (Uploads uploads = new Uploads(folder, 10)) {
			assertFault(Fault.NOT_FOUND, "there is no upload", () -> uploads.add("../" + other.getFileName(), new byte[1]));
			assertFalse(Files.size(other) > 1);
		} finally {
			Files.delete(other);
		}
	}
}
