package backtrac.engine.store;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileId;
import backtrac.api.entry.FileType;

/**
 * A folder's entries as the manifest holds them: a few arrays, from which a row is made when it is asked for. Sorted by
 * name. Immutable.
 */
final class Block extends AbstractList<Row> {

	// the names of docs/repository-format.md
	static final String PATH = "path";
	static final String ROOT = "root";
	static final String ROWS = "rows";
	static final String NAMES = "names";
	static final String NAME_LENGTHS = "name_lengths";
	static final String TYPES = "types";
	static final String SIZES = "sizes";
	static final String SINCE = "since";
	static final String SECONDS = "seconds";
	static final String NANOS = "nanos";
	static final String MODES = "modes";
	static final String UIDS = "uids";
	static final String GIDS = "gids";
	static final String TEXTS = "texts";
	static final String OWNERS = "owners";
	static final String GROUPS = "groups";
	static final String TARGETS = "targets";
	static final String DEVICES = "devices";
	static final String IDS = "ids";
	static final String ATTRIBUTES = "attributes";
	static final String EXTENTS = "extents";
	static final String UNREADABLE = "unreadable";

	static final int NO_MODE = 0xFFFF;
	static final long NO_ID = 0xFFFFFFFFL;

	private final BlockData data;
	private final byte[] hashes;
	private final int[] nameStarts;
	/** Where a row's hash begins, or -1. */
	private final int[] hashStarts;

	/**
	 * @param hashes the hashes of the rows with content, from {@code offset} on
	 * @throws DamagedException if the parts do not fit together
	 */
	Block(BlockData data, byte[] hashes, int offset) throws DamagedException {
		this.data = data;
		this.hashes = hashes;
		this.nameStarts = new int[data.rows + 1];
		this.hashStarts = new int[data.rows];
		long name = 0;
		int hash = offset;
		for (int i = 0; i < data.rows; i++) {
			name += data.nameLengths[i];
			nameStarts[i + 1] = (int) name;
			boolean hashed = data.types[i] == FileType.FILE.ordinal() && data.sizes[i] != 0 && !data.unreadable.containsKey(i);
			hashStarts[i] = hashed ? hash : -1;
			hash += hashed ? Hash.LENGTH : 0;
		}
		if (name != data.names.length || hash > hashes.length) {
			throw new DamagedException("the names or hashes of folder '" + data.path + "' are cut off");
		}
		for (Map.Entry<Integer, Extents> sparse : data.extents.entrySet()) {
			int row = sparse.getKey();
			if (data.types[row] != FileType.FILE.ordinal() || sparse.getValue().end() > data.sizes[row]) {
				throw new DamagedException("a file of folder '" + data.path + "' has data behind its end");
			}
		}
	}

	/** Bytes of hashes that the block has. */
	int hashBytes() {
		int n = 0;
		for (int start : hashStarts) {
			n += start < 0 ? 0 : Hash.LENGTH;
		}
		return n;
	}

	EntryPath path() {
		return data.path;
	}

	/** The root itself, in the root's block; else null. */
	Row root() {
		return data.root;
	}

	@Override
	public int size() {
		return data.rows;
	}

	@Override
	public Row get(int i) {
		FileEntry entry = new FileEntry(name(i), type(i), data.sizes[i], modified(i), mode(i), id(data.uids, i), id(data.gids, i),
				text(data.owners, i), text(data.groups, i), data.targets.get(i), data.devices.getOrDefault(i, 0L), data.ids.get(i),
				data.attributes.getOrDefault(i, Map.of()), data.extents.get(i));
		return new Row(entry, hash(i), data.unreadable.get(i));
	}

	/** The row of a name; negative if there is none, as {@link Arrays#binarySearch} says where it would be. */
	int find(ByteString name) {
		int low = 0;
		int high = data.rows - 1;
		while (low <= high) {
			int middle = low + high >>> 1;
			int order = compareName(middle, name);
			if (order == 0) {
				return middle;
			} else if (order < 0) {
				low = middle + 1;
			} else {
				high = middle - 1;
			}
		}
		return -low - 1;
	}

	/** Compares a row's name with another. */
	int compareName(int row, ByteString other) {
		int start = nameStarts[row];
		int length = nameStarts[row + 1] - start;
		int common = Math.min(length, other.length());
		for (int i = 0; i < common; i++) {
			int order = (data.names[start + i] & 0xFF) - (other.at(i) & 0xFF);
			if (order != 0) {
				return order;
			}
		}
		return length - other.length();
	}

	/** The content's hash, if the row is a readable file of that size and time; else null. */
	Hash hashIfUnchanged(int row, FileEntry now) {
		boolean same = data.types[row] == FileType.FILE.ordinal() && data.sizes[row] == now.size()
				&& data.since + data.seconds[row] == now.modified().getEpochSecond() && data.nanos[row] == now.modified().getNano();
		return same ? hash(row) : null;
	}

	/** Where a row's file has data; null if it is not sparse. */
	Extents extents(int row) {
		return data.extents.get(row);
	}

	private Hash hash(int i) {
		if (hashStarts[i] >= 0) {
			return Hash.of(hashes, hashStarts[i]);
		}
		return type(i) == FileType.FILE && data.sizes[i] == 0 && !data.unreadable.containsKey(i) ? Hash.EMPTY : null;
	}

	private ByteString name(int i) {
		return ByteString.wrap(Arrays.copyOfRange(data.names, nameStarts[i], nameStarts[i + 1]));
	}

	private FileType type(int i) {
		return BlockData.TYPES[(int) data.types[i]];
	}

	private Instant modified(int i) {
		return Instant.ofEpochSecond(data.since + data.seconds[i], data.nanos[i]);
	}

	private int mode(int i) {
		return data.modes[i] == NO_MODE ? FileEntry.UNKNOWN : (int) data.modes[i];
	}

	private static int id(long[] ids, int i) {
		return (int) ids[i];
	}

	private String text(long[] numbers, int i) {
		return numbers[i] == 0 ? null : data.texts.get((int) numbers[i] - 1);
	}

	/** What is read of a block, column by column. */
	static final class BlockData {

		private static final FileType[] TYPES = FileType.values();

		EntryPath path;
		Row root;
		int rows;
		byte[] names = {};
		long[] nameLengths;
		long[] types;
		long[] sizes;
		long since;
		long[] seconds;
		long[] nanos;
		long[] modes;
		long[] uids;
		long[] gids;
		List<String> texts = List.of();
		long[] owners;
		long[] groups;
		Map<Integer, ByteString> targets = Map.of();
		Map<Integer, Long> devices = Map.of();
		Map<Integer, FileId> ids = Map.of();
		Map<Integer, Map<ByteString, ByteString>> attributes = Map.of();
		Map<Integer, Extents> extents = Map.of();
		Map<Integer, String> unreadable = Map.of();
	}
}
