package backtrac.engine.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.Extents;
import backtrac.api.entry.FileId;
import backtrac.api.entry.FileType;
import backtrac.engine.store.Block.BlockData;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.cbor.CBORParser;

/** Reads what {@link BlockEncoder} has written. What it does not know it skips: a later version may have more to say. */
final class BlockDecoder implements AutoCloseable {

	private final CBORParser in;

	/** Reads a sequence of blocks. */
	BlockDecoder(byte[] cbor, int offset, int length) {
		in = Cbor.parser(cbor, offset, length);
	}

	/** Reads one block with its hashes. */
	static Block decode(byte[] cbor, int offset, int length, byte[] hashes) throws DamagedException {
		try (BlockDecoder decoder = new BlockDecoder(cbor, offset, length)) {
			return decoder.next(hashes, 0);
		}
	}

	/** Reads the next block, whose hashes begin at an offset. */
	Block next(byte[] hashes, int offset) throws DamagedException {
		try {
			if (in.nextToken() != JsonToken.START_OBJECT) {
				throw new DamagedException("a block is no map");
			}
			return new Block(map(), hashes, offset);
		} catch (JacksonException | IllegalArgumentException | ArithmeticException | IndexOutOfBoundsException | ClassCastException e) {
			throw new DamagedException("a block makes no sense: " + e.getMessage(), e);
		}
	}

	private BlockData map() throws DamagedException {
		BlockData data = new BlockData();
		for (String name = in.nextName(); name != null; name = in.nextName()) {
			in.nextToken();
			switch (name) {
			case Block.PATH -> data.path = EntryPath.of(bytes());
			case Block.ROOT -> data.root = new Block(map(), new byte[0], 0).getFirst();
			case Block.ROWS -> begin(data, in.getIntValue());
			case Block.NAMES -> data.names = in.getBinaryValue();
			case Block.NAME_LENGTHS -> data.nameLengths = Column.read(in, data.rows);
			case Block.TYPES -> data.types = types(Column.read(in, data.rows));
			case Block.SIZES -> data.sizes = Column.read(in, data.rows);
			case Block.SINCE -> data.since = in.getLongValue();
			case Block.SECONDS -> data.seconds = Column.read(in, data.rows);
			case Block.NANOS -> data.nanos = Column.read(in, data.rows);
			case Block.MODES -> data.modes = Column.read(in, data.rows);
			case Block.UIDS -> data.uids = Column.read(in, data.rows);
			case Block.GIDS -> data.gids = Column.read(in, data.rows);
			case Block.TEXTS -> data.texts = texts();
			case Block.OWNERS -> data.owners = Column.read(in, data.rows);
			case Block.GROUPS -> data.groups = Column.read(in, data.rows);
			case Block.TARGETS -> data.targets = list(this::bytes);
			case Block.DEVICES -> data.devices = list(in::getLongValue);
			case Block.IDS -> data.ids = list(this::id);
			case Block.ATTRIBUTES -> data.attributes = list(this::attributes);
			case Block.EXTENTS -> data.extents = list(this::extents);
			case Block.UNREADABLE -> data.unreadable = list(in::getString);
			default -> in.skipChildren();
			}
		}
		if (data.nameLengths == null) {
			throw new DamagedException("a block does not say how many rows it has");
		}
		return data;
	}

	/** What is not said of a row. */
	private static void begin(BlockData data, int rows) throws DamagedException {
		if (rows < 0) {
			throw new DamagedException("a block has " + rows + " rows");
		}
		long[] zeros = new long[rows];
		data.rows = rows;
		data.nameLengths = zeros;
		data.types = zeros;
		data.sizes = zeros;
		data.seconds = zeros;
		data.nanos = zeros;
		data.owners = zeros;
		data.groups = zeros;
		data.modes = new long[rows];
		Arrays.fill(data.modes, Block.NO_MODE);
		long[] unknown = new long[rows];
		Arrays.fill(unknown, Block.NO_ID);
		data.uids = unknown;
		data.gids = unknown;
	}

	private static long[] types(long[] types) throws DamagedException {
		int known = FileType.values().length;
		for (long type : types) {
			if (type >= known) {
				throw new DamagedException("an entry is of the unknown type " + type + ": a newer BackTrac has written it");
			}
		}
		return types;
	}

	private ByteString bytes() {
		return ByteString.wrap(in.getBinaryValue());
	}

	private List<String> texts() {
		List<String> texts = new ArrayList<>();
		while (in.nextToken() != JsonToken.END_ARRAY) {
			texts.add(in.getString());
		}
		return texts;
	}

	private interface Value<T> {
		T read() throws DamagedException;
	}

	private <T> Map<Integer, T> list(Value<T> value) throws DamagedException {
		Map<Integer, T> values = new HashMap<>();
		while (in.nextToken() != JsonToken.END_ARRAY) {
			int row = in.getIntValue();
			in.nextToken();
			values.put(row, value.read());
		}
		return values;
	}

	private FileId id() {
		in.nextToken();
		long device = in.getLongValue();
		in.nextToken();
		long number = in.getLongValue();
		in.nextToken();
		return new FileId(device, number);
	}

	private Map<ByteString, ByteString> attributes() {
		Map<ByteString, ByteString> attributes = new HashMap<>();
		while (in.nextToken() != JsonToken.END_ARRAY) {
			ByteString name = bytes();
			in.nextToken();
			attributes.put(name, bytes());
		}
		return attributes;
	}

	/** Hole and data in turn. */
	private Extents extents() {
		Extents.Builder extents = new Extents.Builder();
		long at = 0;
		while (in.nextToken() != JsonToken.END_ARRAY) {
			long offset = Math.addExact(at, in.getLongValue());
			in.nextToken();
			at = Math.addExact(offset, in.getLongValue());
			extents.add(offset, at);
		}
		return extents.build();
	}

	@Override
	public void close() {
		in.close();
	}
}
