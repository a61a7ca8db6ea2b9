package backtrac.engine.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;
import backtrac.api.entry.FileType;

/** Entries of every kind with all that they can have; the same for the same seed. */
final class RandomTree {

	static final Row ROOT = Row.of(new FileEntry(ByteString.EMPTY, FileType.DIRECTORY, 0, Instant.ofEpochSecond(-12_219_292_800L, 1), 01777, 0, 0, "root",
			null, null, 0, null, Map.of(ByteString.of("user.of"), ByteString.of("the root"))));

	private final Random random;

	RandomTree(long seed) {
		random = new Random(seed);
	}

	/** Folders and their rows, in order. */
	TreeMap<EntryPath, List<Row>> make(int folders) {
		TreeMap<EntryPath, List<Row>> tree = new TreeMap<>();
		tree.put(EntryPath.ROOT, rows());
		List<EntryPath> paths = new ArrayList<>(tree.keySet());
		while (tree.size() < folders) {
			EntryPath path = paths.get(random.nextInt(paths.size())).resolve(safeName());
			if (tree.putIfAbsent(path, rows()) == null) {
				paths.add(path);
			}
		}
		return tree;
	}

	private List<Row> rows() {
		TreeMap<ByteString, Row> rows = new TreeMap<>();
		int n = random.nextInt(12);
		while (rows.size() < n) {
			Row row = row();
			rows.put(row.entry().name(), row);
		}
		return new ArrayList<>(rows.values());
	}

	private Row row() {
		FileType type = random.nextInt(3) > 0 ? FileType.FILE : FileType.values()[random.nextInt(FileType.values().length)];
		boolean plain = random.nextBoolean();
		long size = type != FileType.FILE || random.nextInt(5) == 0 ? 0 : random.nextLong(1, 1L << random.nextInt(1, 62));
		ByteString target = type == FileType.SYMLINK ? bytes(random.nextInt(300)) : null;
		boolean device = type == FileType.BLOCK_DEVICE || type == FileType.CHARACTER_DEVICE;
		FileEntry entry = new FileEntry(random.nextInt(20) == 0 ? bytes(random.nextInt(400)) : safeName(), type, size, time(),
				plain ? FileEntry.UNKNOWN : random.nextInt(010000), plain ? FileEntry.UNKNOWN : random.nextInt(), plain ? FileEntry.UNKNOWN : 1000,
				plain ? null : text(), plain ? null : text(), target, device ? random.nextLong() : 0,
				random.nextInt(8) == 0 ? new FileId(random.nextLong(), random.nextLong()) : null, attributes(),
				type == FileType.FILE && random.nextInt(6) == 0 ? extents(size) : null);
		String unreadable = random.nextInt(10) == 0 ? "permission denied: Zugriff verweigert, «нет»" : null;
		Row row = new Row(entry, null, unreadable);
		return row.isHashed() ? new Row(entry, Hash.of(random(Hash.LENGTH)), null) : unreadable == null ? Row.of(entry) : row;
	}

	private Extents extents(long size) {
		Extents.Builder extents = new Extents.Builder();
		for (long begin = random.nextLong(size + 1), end; begin < size; begin = random.nextLong(end, size + 1)) {
			end = random.nextLong(begin + 1, size + 1);
			extents.add(begin, end);
		}
		return extents.build();
	}

	private Map<ByteString, ByteString> attributes() {
		Map<ByteString, ByteString> attributes = new HashMap<>();
		for (int i = random.nextInt(8) - 5; i > 0; i--) {
			attributes.put(ByteString.of("user." + random.nextInt()), bytes(random.nextInt(3000)));
		}
		return attributes;
	}

	private Instant time() {
		return switch (random.nextInt(4)) {
		case 0 -> Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_800L), random.nextInt(1_000_000_000));
		case 1 -> Instant.ofEpochSecond(1_700_000_000);
		default -> Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
		};
	}

	private String text() {
		return List.of("root", "ada", "users", "größe", "").get(random.nextInt(5));
	}

	private ByteString safeName() {
		for (;;) {
			ByteString name = random.nextBoolean() ? ByteString.of("file-" + random.nextInt(100_000)) : bytes(random.nextInt(1, 256));
			if (EntryPath.isSafe(name)) {
				return name;
			}
		}
	}

	private ByteString bytes(int length) {
		return ByteString.wrap(random(length));
	}

	private byte[] random(int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return bytes;
	}
}
