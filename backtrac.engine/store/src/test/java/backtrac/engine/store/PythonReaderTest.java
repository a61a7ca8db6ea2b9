package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.Extents;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A reader that knows docs/repository-format.md and none of our code finds every entry, with all that it has. */
class PythonReaderTest {

	@TempDir
	Path folder;

	@BeforeEach
	void requireTools() {
		assumeTrue(isOnPath("python3"), "python3 is not installed: apt-get install python3");
		assumeTrue(isOnPath("zstd"), "the command zstd is not installed: apt-get install zstd");
	}

	@Test
	void aSmallPythonScriptReadsAManifest() throws IOException, InterruptedException, URISyntaxException {
		TreeMap<EntryPath, List<Row>> tree = new RandomTree(47).make(200);
		Path manifest = folder.resolve("manifest");
		List<Map<String, Object>> expected = new ArrayList<>();
		try (OutputStream out = Files.newOutputStream(manifest)) {
			ManifestWriter writer = new ManifestWriter(out, "0123456789abcdef");
			for (Map.Entry<EntryPath, List<Row>> entry : tree.entrySet()) {
				Row root = entry.getKey().isRoot() ? RandomTree.ROOT : null;
				writer.add(BlockEncoder.encode(entry.getKey(), root, entry.getValue()));
				if (root != null) {
					expected.add(describe(entry.getKey(), root));
				}
				entry.getValue().forEach(row -> expected.add(describe(entry.getKey(), row)));
			}
			writer.finish();
		}
		List<Map<String, Object>> found = read(manifest);
		assertTrue(expected.size() > 500, "entries: " + expected.size());
		assertEquals(expected, found);
	}

	@Test
	void itReadsWhatASnapshotSaysOfItself() throws IOException, InterruptedException, URISyntaxException {
		try (HardLinkRepository repository = HardLinkRepository.init(folder.resolve("repo"))) {
			SnapshotRequest request = new SnapshotRequest("client", "plan", Instant.EPOCH, false).withDefinition(Map.of("transport", "smb", "setting.share", "f\u00fcr alle"));
			Snapshot snapshot;
			try (SnapshotWriter writer = repository.begin(request)) {
				new MemorySource().file("a", "a").record(writer, 1);
				snapshot = writer.commit();
			}
			Path of = snapshot.tree().getParent();
			Map<String, Object> unpinned = read(of).getFirst();
			assertEquals(List.of(snapshot.id(), request.definition()), List.of(unpinned.get("id"), unpinned.get("definition")));
			assertFalse(unpinned.containsKey("pin"));
			repository.pin(snapshot.id(), "f\u00fcr immer");
			List<Map<String, Object>> found = read(of);
			assertEquals("f\u00fcr immer", found.getFirst().get("pin"));
			assertEquals(3, found.size(), "the root and its file follow");
		}
	}

	/** What the script prints. */
	private List<Map<String, Object>> read(Path what) throws IOException, InterruptedException, URISyntaxException {
		Path script = Path.of(PythonReaderTest.class.getResource("/read_manifest.py").toURI());
		Path output = folder.resolve("output");
		Path error = folder.resolve("error");
		Process python = new ProcessBuilder("python3", script.toString(), what.toString()).redirectOutput(output.toFile()).redirectError(error.toFile()).start();
		assertEquals(0, python.waitFor(), () -> text(error));
		List<Map<String, Object>> found = new ArrayList<>();
		for (String line : Files.readAllLines(output)) {
			found.add(parse(line));
		}
		return found;
	}

	private static Map<String, Object> describe(EntryPath path, Row row) {
		FileEntry entry = row.entry();
		Map<String, Object> values = new TreeMap<>();
		values.put("folder", hex(path.bytes()));
		values.put("name", hex(entry.name()));
		values.put("type", entry.type().name());
		values.put("size", entry.size());
		values.put("seconds", entry.modified().getEpochSecond());
		values.put("nanos", (long) entry.modified().getNano());
		values.put("mode", entry.mode() == FileEntry.UNKNOWN ? 65535L : (long) entry.mode());
		values.put("uid", Integer.toUnsignedLong(entry.uid()));
		values.put("gid", Integer.toUnsignedLong(entry.gid()));
		values.put("owner", entry.owner());
		values.put("group", entry.group());
		values.put("target", entry.target() == null ? null : hex(entry.target()));
		values.put("device", entry.device());
		values.put("id", entry.id() == null ? null : List.of(entry.id().device(), entry.id().number()));
		Map<String, Object> attributes = new TreeMap<>();
		entry.attributes().forEach((name, value) -> attributes.put(hex(name), hex(value)));
		values.put("attributes", attributes);
		values.put("extents", entry.extents() == null ? null : bounds(entry.extents()));
		values.put("unreadable", row.unreadable());
		values.put("hash", row.hash() == null ? null : row.hash().toString());
		return values;
	}

	private static List<Object> bounds(Extents extents) {
		List<Object> bounds = new ArrayList<>();
		for (int i = 0; i < extents.count(); i++) {
			bounds.add(extents.offset(i));
			bounds.add(extents.end(i));
		}
		return bounds;
	}

	private static String hex(ByteString bytes) {
		return HexFormat.of().formatHex(bytes.toBytes());
	}

	private static Map<String, Object> parse(String line) {
		try (JsonParser in = new JsonFactory().createParser(ObjectReadContext.empty(), line)) {
			in.nextToken();
			return object(in);
		}
	}

	private static Map<String, Object> object(JsonParser in) {
		Map<String, Object> values = new TreeMap<>();
		for (String name = in.nextName(); name != null; name = in.nextName()) {
			in.nextToken();
			values.put(name, value(in));
		}
		return values;
	}

	private static Object value(JsonParser in) {
		return switch (in.currentToken()) {
		case START_OBJECT -> object(in);
		case START_ARRAY -> {
			List<Object> list = new ArrayList<>();
			while (in.nextToken() != JsonToken.END_ARRAY) {
				list.add(in.getLongValue());
			}
			yield list;
		}
		case VALUE_NUMBER_INT -> in.getLongValue();
		case VALUE_NULL -> null;
		default -> in.getString();
		};
	}

	private static String text(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException e) {
			return e.toString();
		}
	}

	private static boolean isOnPath(String command) {
		for (String at : System.getenv("PATH").split(File.pathSeparator)) {
			if (Files.isExecutable(Path.of(at, command))) {
				return true;
			}
		}
		return false;
	}
}
