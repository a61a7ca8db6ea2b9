package backtrac.engine.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.api.transport.WritableSession;
import backtrac.posix.FileSystem;

/** There and back where the system's own calls cannot be used. */
class PortableTest {

	private final LocalTransport transport = new LocalTransport(FileSystem.portable());

	@Test
	void aTreeComesBackAsItWas(@TempDir Path source, @TempDir Path target) throws IOException {
		Path raw = Path.of(URI.create(source.toUri() + "%FF%FE%0A"));
		Path file = Files.writeString(source.resolve("file"), "content");
		Files.createDirectories(raw.resolve("a/b"));
		Files.writeString(raw.resolve("a/b/inner"), "inner");
		Files.createLink(raw.resolve("second name"), file);
		Files.createSymbolicLink(source.resolve("link"), Path.of("../nowhere"));
		Files.write(source.resolve("zeros"), new byte[200_000]);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r-x-wx-w-"));
		Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_111_111_111, 222_222_222)));
		try (TransportSession from = open(source); WritableSession to = open(target)) {
			assertEquals(List.of(), new TreeCopy(from, to).run());
			assertEquals(TreeCopy.entries(from), TreeCopy.entries(to));
		}
		try (TransportSession portable = open(target); TransportSession own = new LocalTransport().open(Map.of("path", target.toString()))) {
			assertEquals(TreeCopy.entries(own), TreeCopy.entries(portable), "what both see");
		}
		assertEquals("content", Files.readString(target.resolve("file")));
	}

	@Test
	void whatCannotBeMadeIsToldAndLeavesNothing(@TempDir Path target) throws IOException {
		FileEntry pipe = new FileEntry(ByteString.of("pipe"), FileType.FIFO, 0, Instant.EPOCH, 0600, 0, 0, null, null, null, 0, null, Map.of());
		try (WritableSession session = open(target)) {
			TransportException refused = assertThrows(TransportException.class, () -> session.write(EntryPath.parse("pipe"), pipe, null, false));
			assertEquals(Reason.UNSUPPORTED, refused.reason());
			assertEquals(List.of(), session.list(EntryPath.ROOT).children());
		}
	}

	private WritableSession open(Path folder) throws IOException {
		return transport.open(Map.of("path", folder.toString()));
	}
}
