package backtrac.cli.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.SnapshotEntry;
import backtrac.cli.console.Console;
import backtrac.cli.console.JsonDocument;
import backtrac.cli.console.Terminal;

class JsonEntriesTest {

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	@Test
	void anEntryHasWhatIsKnownOfIt() throws IOException {
		Console console = new Console(InputStream.nullInputStream(), written, System.err, () -> Terminal.NONE);
		try (JsonEntries entries = new JsonEntries(console)) {
			FileEntry file = new FileEntry(ByteString.of("f"), FileType.FILE, 5, Instant.EPOCH, 04711, -2, 0, "ann", null, null, 0, null, Map.of());
			entries.print(EntryPath.parse("a/f"), new SnapshotEntry(file, "abc", null));
			FileEntry disk = new FileEntry(ByteString.of(".."), FileType.BLOCK_DEVICE, 0, Instant.EPOCH, -1, -1, -1, null, null, null, 0x10302, null, Map.of());
			entries.print(null, new SnapshotEntry(disk, null, "not a safe name"));
		}
		console.out().flush();
		assertEquals(List.of(
				Map.of("path", "a/f", "name", "f", "type", "file", "size", 5L, "modified", "1970-01-01T00:00:00Z", "mode", "4711", "uid", 4294967294L,
						"gid", 0L, "owner", "ann", "sha256", "abc"),
				Map.of("name", "..", "type", "block_device", "size", 0L, "modified", "1970-01-01T00:00:00Z", "device_major", 259L, "device_minor", 2L,
						"unreadable", "not a safe name")),
				JsonDocument.parse(written.toString(StandardCharsets.UTF_8)));
	}
}
