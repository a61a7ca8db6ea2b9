package backtrac.engine.jobs.archive;

import java.time.Instant;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;

/** Entries for tests. */
final class Entries {

	static final Instant TIME = Instant.ofEpochSecond(1_000_000_000);

	private Entries() {
	}

	/** A file without a name, as archives take it from the path. */
	static FileEntry file(long size) {
		return file(size, TIME, 0, "");
	}

	static FileEntry file(long size, Instant modified, int owner, String ownerName) {
		return entry(FileType.FILE, size, modified, owner, ownerName, 0, Map.of());
	}

	static FileEntry device(long device) {
		return entry(FileType.CHARACTER_DEVICE, 0, TIME, 0, "root", device, Map.of());
	}

	static FileEntry file(Map<ByteString, ByteString> attributes) {
		return entry(FileType.FILE, 0, TIME, 0, "root", 0, attributes);
	}

	static FileEntry link(ByteString target) {
		return new FileEntry(ByteString.EMPTY, FileType.SYMLINK, 0, TIME, 0777, 0, 0, "root", "root", target, 0, null, Map.of());
	}

	private static FileEntry entry(FileType type, long size, Instant modified, int owner, String ownerName, long device,
			Map<ByteString, ByteString> attributes) {
		return new FileEntry(ByteString.EMPTY, type, size, modified, 0640, owner, owner, ownerName, ownerName, null, device, null, attributes);
	}
}
