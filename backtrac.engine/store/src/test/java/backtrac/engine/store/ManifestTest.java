package backtrac.engine.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import tools.jackson.dataformat.cbor.CBORGenerator;

class ManifestTest {

	@TempDir
	Path folder;

	@Test
	void holdsEveryFieldOfRandomEntries() throws IOException {
		Map<EntryPath, List<Row>> tree = new RandomTree(42).make(300);
		Path file = write(tree);
		try (ManifestReader reader = ManifestReader.open(file)) {
			assertEquals("0123456789abcdef", reader.index().snapshot());
			assertEquals(new ArrayList<>(tree.keySet()), reader.index().folders());
			for (Map.Entry<EntryPath, List<Row>> expected : tree.entrySet()) {
				assertEquals(expected.getValue(), reader.block(expected.getKey()), expected.getKey().toString());
			}
			assertEquals(RandomTree.ROOT, reader.block(EntryPath.ROOT).root());
		}
	}

	@Test
	void findsEachNameAndNoOther() throws IOException {
		Map<EntryPath, List<Row>> tree = new RandomTree(43).make(40);
		try (ManifestReader reader = ManifestReader.open(write(tree))) {
			for (Map.Entry<EntryPath, List<Row>> expected : tree.entrySet()) {
				Block block = reader.block(expected.getKey());
				for (int i = 0; i < expected.getValue().size(); i++) {
					assertEquals(i, block.find(expected.getValue().get(i).entry().name()));
				}
				assertTrue(block.find(ByteString.of("no such name")) < 0);
			}
			assertNull(reader.block(EntryPath.parse("no such folder")));
		}
	}

	@Test
	void readsAllFramesInOrder() throws IOException {
		Map<EntryPath, List<Row>> tree = new RandomTree(44).make(2000);
		try (ManifestReader reader = ManifestReader.open(write(tree))) {
			assertTrue(reader.index().frames().size() > 2, "more than one frame");
			List<EntryPath> paths = new ArrayList<>();
			for (int i = 0; i < reader.index().frames().size(); i++) {
				reader.frame(i).forEach(block -> paths.add(block.path()));
			}
			assertEquals(new ArrayList<>(tree.keySet()), paths);
		}
	}

	@Test
	void holdsAFolderOfAHundredThousandFilesInFewBytes() throws IOException {
		List<Row> rows = new ArrayList<>();
		for (int i = 0; i < 100_000; i++) {
			ByteString name = ByteString.of("picture-%06d.jpeg".formatted(i));
			FileEntry entry = new FileEntry(name, FileType.FILE, 1000 + i % 7, Instant.ofEpochSecond(1_700_000_000 + i), 0644, 1000,
					1000, "ada", "users", null, 0, null, Map.of());
			rows.add(new Row(entry, Hash.of(Hash.digest().digest(name.toBytes())), null));
		}
		TreeMap<EntryPath, List<Row>> tree = new TreeMap<>(Map.of(EntryPath.ROOT, rows));
		Path file = write(tree);
		assertTrue(Files.size(file) < 40 * 100_000, "bytes: " + Files.size(file));
		try (ManifestReader reader = ManifestReader.open(file)) {
			assertEquals(rows, reader.block(EntryPath.ROOT));
		}
	}

	@Test
	void aReaderSkipsWhatItDoesNotKnow() throws IOException {
		Row row = Row.of(FileEntry.directory(ByteString.of("b"), MemorySource.TIME));
		EncodedBlock known = BlockEncoder.encode(EntryPath.parse("a"), null, List.of(row));
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (CBORGenerator out = Cbor.generator(bytes)) {
			out.writeStartObject();
			out.writeName("streams").writeStartArray().writeNumber(0).writeStartObject().writeName("holes").writeBinary(new byte[9]).writeEndObject()
					.writeEndArray();
			out.writeName("winattrs").writeNumber(32);
			out.writeEndObject();
		}
		byte[] extra = bytes.toByteArray();
		byte[] both = new byte[extra.length + known.cbor().length - 2];
		// both are maps without a length: open, keys, close
		System.arraycopy(extra, 0, both, 0, extra.length - 1);
		System.arraycopy(known.cbor(), 1, both, extra.length - 1, known.cbor().length - 1);
		Block block = BlockDecoder.decode(both, 0, both.length, known.hashes());
		assertEquals(EntryPath.parse("a"), block.path());
		assertEquals(List.of(row), block);
	}

	@Test
	void dataBehindTheEndOfAFileIsDamage() {
		Row row = new Row(FileEntry.file(ByteString.of("b"), 10, MemorySource.TIME).withExtents(new Extents.Builder().add(5, 10).build()), Hash.EMPTY, null);
		EncodedBlock block = BlockEncoder.encode(EntryPath.parse("a"), null, List.of(row));
		byte[] cbor = block.cbor();
		String text = new String(cbor, ISO_8859_1);
		int hole = text.indexOf(Block.EXTENTS) + Block.EXTENTS.length() + 3;
		assertEquals(5, cbor[hole]);
		cbor[hole] = 6;
		assertEquals("a file of folder 'a' has data behind its end",
				assertThrows(DamagedException.class, () -> BlockDecoder.decode(cbor, 0, cbor.length, block.hashes())).getMessage());
		cbor[hole] = 0x20; // -1
		assertThrows(DamagedException.class, () -> BlockDecoder.decode(cbor, 0, cbor.length, block.hashes()));
	}

	@Test
	void anyChangedByteIsFound() throws IOException {
		Map<EntryPath, List<Row>> tree = new RandomTree(45).make(3);
		byte[] whole = Files.readAllBytes(write(tree));
		for (int at = 0; at < whole.length; at += at < 16 || at > whole.length - 40 ? 1 : 1 + whole.length / 200) {
			byte[] changed = whole.clone();
			changed[at] ^= 0x10;
			Path file = Files.write(folder.resolve("changed"), changed);
			int place = at;
			assertThrows(DamagedException.class, () -> readAll(file), () -> "byte " + place + " of " + whole.length);
		}
	}

	@Test
	void aCutOffManifestIsNone() throws IOException {
		byte[] whole = Files.readAllBytes(write(new RandomTree(46).make(3)));
		for (int length = 0; length < whole.length; length += 1 + whole.length / 100) {
			Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
			assertThrows(DamagedException.class, () -> readAll(file));
		}
	}

	@Test
	void foldersComeInOrder() throws IOException {
		ManifestWriter writer = new ManifestWriter(OutputStream.nullOutputStream(), "0123456789abcdef");
		writer.add(BlockEncoder.encode(EntryPath.parse("a/b"), null, List.of()));
		assertThrows(IllegalArgumentException.class, () -> writer.add(BlockEncoder.encode(EntryPath.parse("a"), null, List.of())));
	}

	private static void readAll(Path file) throws IOException {
		try (ManifestReader reader = ManifestReader.open(file)) {
			for (int i = 0; i < reader.index().frames().size(); i++) {
				assertFalse(reader.frame(i).isEmpty());
			}
		}
	}

	private Path write(Map<EntryPath, List<Row>> tree) throws IOException {
		Path file = folder.resolve("manifest");
		try (OutputStream out = Files.newOutputStream(file)) {
			ManifestWriter writer = new ManifestWriter(out, "0123456789abcdef");
			for (Map.Entry<EntryPath, List<Row>> entry : tree.entrySet()) {
				writer.add(BlockEncoder.encode(entry.getKey(), entry.getKey().isRoot() ? RandomTree.ROOT : null, entry.getValue()));
			}
			writer.finish();
		}
		return file;
	}
}
