package backtrac.engine.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import tools.jackson.dataformat.cbor.CBORGenerator;

/** Writes a folder's entries as one CBOR map: a column for what most rows have, a list for what few have. */
final class BlockEncoder {

	private final CBORGenerator out;
	private final List<Row> rows;

	private BlockEncoder(CBORGenerator out, List<Row> rows) {
		this.out = out;
		this.rows = rows;
	}

	/**
	 * Encodes a folder.
	 *
	 * @param root the root itself, if the folder is the root; else null, since a folder stands among its parent's rows
	 * @param rows what it holds, by name
	 */
	static EncodedBlock encode(EntryPath path, Row root, List<Row> rows) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(256 + rows.size() * 32);
		try (CBORGenerator out = Cbor.generator(bytes)) {
			out.writeStartObject();
			out.writeName(Block.PATH).writeBinary(path.bytes().toBytes());
			if (root != null) {
				out.writeName(Block.ROOT).writeStartObject();
				new BlockEncoder(out, List.of(root)).writeRows();
				out.writeEndObject();
			}
			new BlockEncoder(out, rows).writeRows();
			out.writeEndObject();
		}
		return new EncodedBlock(path, bytes.toByteArray(), hashes(rows));
	}

	private static byte[] hashes(List<Row> rows) {
		int n = 0;
		for (Row row : rows) {
			n += row.isHashed() ? Hash.LENGTH : 0;
		}
		byte[] hashes = new byte[n];
		int at = 0;
		for (Row row : rows) {
			if (row.isHashed()) {
				row.hash().copyTo(hashes, at);
				at += Hash.LENGTH;
			}
		}
		return hashes;
	}

	private void writeRows() {
		out.writeName(Block.ROWS).writeNumber(rows.size());
		writeNames();
		column(Block.TYPES, entry -> entry.type().ordinal(), 0);
		column(Block.SIZES, FileEntry::size, 0);
		writeTimes();
		column(Block.MODES, entry -> entry.mode() & 0xFFFF, Block.NO_MODE);
		column(Block.UIDS, entry -> entry.uid() & 0xFFFFFFFFL, Block.NO_ID);
		column(Block.GIDS, entry -> entry.gid() & 0xFFFFFFFFL, Block.NO_ID);
		writeTexts();
		writeRareThings();
	}

	private void column(String name, ToLongFunction<FileEntry> value, long otherwise) {
		long[] values = new long[rows.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = value.applyAsLong(rows.get(i).entry());
		}
		Column.write(out, name, values, otherwise);
	}

	private void writeNames() {
		long[] lengths = new long[rows.size()];
		int length = 0;
		for (int i = 0; i < lengths.length; i++) {
			lengths[i] = rows.get(i).entry().name().length();
			length += (int) lengths[i];
		}
		byte[] names = new byte[length];
		int at = 0;
		for (Row row : rows) {
			row.entry().name().copyTo(names, at);
			at += row.entry().name().length();
		}
		out.writeName(Block.NAMES).writeBinary(names);
		Column.write(out, Block.NAME_LENGTHS, lengths, 0);
	}

	private void writeTimes() {
		long since = Long.MAX_VALUE;
		for (Row row : rows) {
			since = Math.min(since, row.entry().modified().getEpochSecond());
		}
		if (!rows.isEmpty()) {
			long first = since;
			out.writeName(Block.SINCE).writeNumber(first);
			column(Block.SECONDS, entry -> entry.modified().getEpochSecond() - first, 0);
			column(Block.NANOS, entry -> entry.modified().getNano(), 0);
		}
	}

	/** Owners' and groups' names: each once, and the rows have its number; 0 is none. */
	private void writeTexts() {
		Map<String, Integer> texts = new LinkedHashMap<>();
		long[] owners = numbers(FileEntry::owner, texts);
		long[] groups = numbers(FileEntry::group, texts);
		if (!texts.isEmpty()) {
			out.writeName(Block.TEXTS).writeStartArray();
			texts.keySet().forEach(out::writeString);
			out.writeEndArray();
			Column.write(out, Block.OWNERS, owners, 0);
			Column.write(out, Block.GROUPS, groups, 0);
		}
	}

	private long[] numbers(Function<FileEntry, String> text, Map<String, Integer> texts) {
		long[] numbers = new long[rows.size()];
		for (int i = 0; i < numbers.length; i++) {
			String value = text.apply(rows.get(i).entry());
			if (value != null) {
				Integer number = texts.get(value);
				if (number == null) {
					number = texts.size() + 1;
					texts.put(value, number);
				}
				numbers[i] = number;
			}
		}
		return numbers;
	}

	private void writeRareThings() {
		list(Block.TARGETS, row -> row.entry().target() != null, row -> out.writeBinary(row.entry().target().toBytes()));
		list(Block.DEVICES, row -> row.entry().device() != 0, row -> out.writeNumber(row.entry().device()));
		list(Block.IDS, row -> row.entry().id() != null,
				row -> out.writeStartArray().writeNumber(row.entry().id().device()).writeNumber(row.entry().id().number()).writeEndArray());
		list(Block.ATTRIBUTES, row -> !row.entry().attributes().isEmpty(), row -> writeAttributes(row.entry().attributes()));
		list(Block.EXTENTS, row -> row.entry().extents() != null, row -> writeExtents(row.entry().extents()));
		list(Block.UNREADABLE, row -> row.unreadable() != null, row -> out.writeString(row.unreadable()));
	}

	private void writeAttributes(Map<ByteString, ByteString> attributes) {
		List<ByteString> names = new ArrayList<>(attributes.keySet());
		names.sort(null);
		out.writeStartArray();
		for (ByteString name : names) {
			out.writeBinary(name.toBytes()).writeBinary(attributes.get(name).toBytes());
		}
		out.writeEndArray();
	}

	/** Hole and data in turn. */
	private void writeExtents(Extents extents) {
		out.writeStartArray();
		long at = 0;
		for (int i = 0; i < extents.count(); i++) {
			out.writeNumber(extents.offset(i) - at).writeNumber(extents.end(i) - extents.offset(i));
			at = extents.end(i);
		}
		out.writeEndArray();
	}

	/** Row number and value in turn, of those rows that have one. */
	private void list(String name, Predicate<Row> has, Consumer<Row> writer) {
		boolean begun = false;
		for (int i = 0; i < rows.size(); i++) {
			Row row = rows.get(i);
			if (has.test(row)) {
				if (!begun) {
					out.writeName(name).writeStartArray();
					begun = true;
				}
				out.writeNumber(i);
				writer.accept(row);
			}
		}
		if (begun) {
			out.writeEndArray();
		}
	}
}
