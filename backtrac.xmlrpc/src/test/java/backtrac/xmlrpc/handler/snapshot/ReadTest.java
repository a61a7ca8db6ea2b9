package backtrac.xmlrpc.handler.snapshot;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.FileChunk;
import backtrac.xmlrpc.remote.SnapshotApi;

class ReadTest {

	private static final String TEXT = "0123456789abcdef".repeat(10);

	@TempDir
	Path folder;
	private RealSnapshots real;
	private SnapshotApi api;

	@BeforeEach
	void takeSnapshot() throws IOException {
		real = new RealSnapshots(folder);
		real.file("a/file", TEXT).file("empty", "").link("link", "a/file");
		real.take("nas", "docs", "2026-03-01T00:00:00Z");
		api = real.api();
	}

	@AfterEach
	void close() {
		real.close();
	}

	@Test
	void partsMakeTheWholeAndOneThatWasLostCanBeHadAgain() {
		StringBuilder whole = new StringBuilder();
		FileChunk chunk;
		do {
			chunk = api.read("latest", "a/file", whole.length(), 33);
			FileChunk again = api.read("latest", "a/file", whole.length(), 33);
			assertArrayEquals(chunk.data(), again.data());
			assertEquals(chunk.end(), again.end());
			assertEquals(160, chunk.size());
			whole.append(new String(chunk.data(), StandardCharsets.US_ASCII));
			assertEquals(whole.length() == 160, chunk.end());
		} while (!chunk.end());
		assertEquals(TEXT, whole.toString());
		assertEquals(api.browse("latest", "a/file", "", 1).entry().sha256(), chunk.sha256());
		assertEquals(1, real.handler.openCount() - 1, "it was one file in one snapshot");
	}

	@Test
	void anyPartCanBeRead() {
		assertEquals("ab", text(api.read("latest", "a/file", 10, 2)));
		assertEquals("01", text(api.read("latest", "a/file", 0, 2)));
		assertEquals("ef", text(api.read("latest", "a/file", 158, 100)));
		assertEquals("23", text(api.read("latest", "a/file", 2, 2)));
		assertTrue(api.read("latest", "empty", 0, 2).end());
		FileChunk atTheEnd = api.read("latest", "a/file", 160, 1);
		assertTrue(atTheEnd.end() && atTheEnd.data().length == 0);
		assertFault(Fault.BAD_PARAMETERS, "from 0 to the file's size, 160, not 161", () -> api.read("latest", "a/file", 161, 1));
		assertFault(Fault.BAD_PARAMETERS, "not -1", () -> api.read("latest", "a/file", -1, 1));
		assertFault(Fault.BAD_PARAMETERS, "limit", () -> api.read("latest", "a/file", 0, (4 << 20) + 1));
		assertFault(Fault.REFUSED, "is no file", () -> api.read("latest", "a", 0, 1));
		assertFault(Fault.REFUSED, "is no file", () -> api.read("latest", "link", 0, 1));
	}

	@Test
	void theEndOfADamagedContentIsNotAnswered() throws IOException {
		assertFalse(api.read("latest", "a/file", 0, 100).end());
		real.handler.stop();
		damage();
		assertEquals("0123", text(api.read("latest", "a/file", 0, 4)));
		assertFault(Fault.REFUSED, "is not what was stored", () -> api.read("latest", "a/file", 100, 60));
		assertFault(Fault.REFUSED, "is not what was stored", () -> api.read("latest", "a/file", 159, 100));
	}

	private void damage() throws IOException {
		try (Stream<Path> pool = Files.walk(folder.resolve("repository/pool"))) {
			Path content = pool.filter(Files::isRegularFile).filter(file -> file.toFile().length() == 160).findFirst().orElseThrow();
			content.toFile().setWritable(true);
			Files.writeString(content, TEXT.replace('7', '8'));
		}
	}

	private static String text(FileChunk chunk) {
		return new String(chunk.data(), StandardCharsets.US_ASCII);
	}
}
