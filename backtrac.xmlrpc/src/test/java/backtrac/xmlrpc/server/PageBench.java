package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.engine.store.HardLinkRepository;
import backtrac.xmlrpc.client.RpcClient;
import backtrac.xmlrpc.client.ScannedEntries;
import backtrac.xmlrpc.handler.FakeOverview;
import backtrac.xmlrpc.handler.Waits;
import backtrac.xmlrpc.handler.snapshot.SnapshotHandler;
import backtrac.xmlrpc.remote.SnapshotApi;

/**
 * How long a page of 5,000 entries of a large snapshot takes from call to decoded entries, over HTTP on this machine. Not among the tests:
 * {@code ./backtrac bench --pages} runs it.
 */
class PageBench {

	private static final int PAGE = SnapshotApi.MOST_ENTRIES;
	private static final int TIMES = 15;
	private static final int PER_FOLDER = 50;
	private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");

	private static final String PEER = """
			import os, sys, time
			first, count, times = int(sys.argv[2]), int(sys.argv[3]), []
			for _ in range(3):
				start, seen, page = time.perf_counter(), 0, []
				def entries(folder):
					for entry in sorted(os.scandir(folder), key=lambda e: e.name):
						yield entry
						if entry.is_dir(follow_symlinks=False):
							yield from entries(entry.path)
				for entry in entries(sys.argv[1]):
					seen += 1
					if seen > first:
						page.append((entry.path, entry.stat(follow_symlinks=False)))
						if len(page) == count:
							break
				times.append((time.perf_counter() - start) * 1000)
			print(sorted(times)[1])
			""";

	private final int total = Integer.getInteger("backtrac.bench.entries", 1_000_000);
	private final Path folder = Path.of(System.getProperty("backtrac.bench.folder", System.getProperty("java.io.tmpdir") + "/backtrac-bench-pages"));
	private final List<String> report = new ArrayList<>();
	private final MemoryCatalog catalog = new MemoryCatalog();

	private RpcTestServer server;
	private FakeService service;

	@Test
	void measure() throws Exception {
		try (HardLinkRepository repository = open(); RpcTestServer here = new RpcTestServer(Files.createDirectories(folder.resolve("base"))); RpcClient client = here.client()) {
			server = here;
			Snapshot tree = snapshot(repository, "tree", PER_FOLDER, FileType.FILE);
			Snapshot flat = snapshot(repository, "flat", total, FileType.SOCKET); // of which the tree on disk has none
			say("%,d entries; a page of %,d over HTTP, from the call to the decoded entries; median and worst of %d, milliseconds; a load of %.1f on %d processors.%n".formatted(
					total, PAGE, TIMES, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), Runtime.getRuntime().availableProcessors()));
			say("| page | call | median | worst |\n|---|---|---|---|");
			SnapshotApi api = client.proxy(SnapshotApi.class, "snapshot");
			renew(repository);
			List<String> cursors = cursors(api, tree.id());
			double middle = 0;
			for (int place : new int[] { 0, cursors.size() / 2, cursors.size() - 2 }) {
				String cursor = cursors.get(place);
				double median = time("%s %,d, in folders of %d".formatted("from entry", place * PAGE, PER_FOLDER), "scan", TIMES, () -> scan(api, tree.id(), cursor));
				middle = place == cursors.size() / 2 ? median : middle;
			}
			time("the first after the snapshot was opened", "scan", 5, () -> {
				renew(repository);
				return scan(api, tree.id(), cursors.get(1));
			});
			String second = api.browse(flat.id(), "d0000000", "", PAGE).cursor();
			time("of one folder", "browse", TIMES, () -> api.browse(flat.id(), "d0000000", second, PAGE).entries().size());
			time("of one folder", "scan", TIMES, () -> scan(api, flat.id(), ""));
			time("of one folder, the first after the snapshot was opened", "browse", 5, () -> {
				renew(repository);
				return api.browse(flat.id(), "d0000000", second, PAGE).entries().size();
			});
			double peer = peer(tree.tree(), (cursors.size() / 2) * PAGE);
			say("| the middle one, of the same tree on disk | Python's os.scandir and stat | %.0f | |%n".formatted(peer));
			say("BackTrac's middle page takes %.4f times as long as that of Python.".formatted(middle / peer));
		}
		Files.writeString(Path.of(System.getProperty("backtrac.bench.report", "target/page-bench.md")), String.join("\n", report) + "\n");
	}

	private void say(String text) {
		System.err.println(text);
		report.add(text);
	}

	/** A handler that has nothing open yet. */
	private void renew(HardLinkRepository repository) {
		if (service != null) {
			server.dispatcher.removeHandler(service);
		}
		service = new FakeService("snapshot", new SnapshotHandler(catalog, repository, catalog, new FakeOverview(catalog), new Waits()), 0, SnapshotApi.class);
		server.dispatcher.addHandler(service);
	}

	private HardLinkRepository open() throws IOException {
		Path repository = folder.resolve("repository-" + total);
		return Files.exists(repository) ? HardLinkRepository.open(repository) : HardLinkRepository.init(repository);
	}

	/** Of an earlier call, or a new one. */
	private Snapshot snapshot(HardLinkRepository repository, String plan, int perFolder, FileType type) throws IOException {
		List<Snapshot> there = repository.snapshots("bench", plan);
		Snapshot snapshot = there.isEmpty() ? make(repository, plan, perFolder, type) : there.getFirst();
		catalog.put(List.of(snapshot));
		return snapshot;
	}

	private Snapshot make(HardLinkRepository repository, String plan, int perFolder, FileType type) throws IOException {
		System.err.println("making the snapshot " + plan + " …");
		try (SnapshotWriter writer = repository.begin(new SnapshotRequest("bench", plan, TIME, false))) {
			List<FileEntry> folders = new ArrayList<>();
			for (int from = 0; from < total; from += perFolder) {
				folders.add(FileEntry.directory(name("d", from), TIME));
			}
			writer.directory(EntryPath.ROOT, FileEntry.directory(ByteString.EMPTY, TIME), folders);
			for (int from = 0; from < total; from += perFolder) {
				List<FileEntry> files = new ArrayList<>();
				for (int i = from; i < Math.min(total, from + perFolder); i++) {
					files.add(new FileEntry(name("file-", i), type, 0, TIME.plusNanos(i * 7_919_777L), 0644, 1000, 100, "anna", "users", null, 0, null, Map.of()));
				}
				EntryPath path = EntryPath.ROOT.resolve(name("d", from));
				for (FileEntry file : writer.directory(path, folders.get(from / perFolder), files)) {
					writer.put(path, file, InputStream.nullInputStream());
				}
			}
			return writer.commit();
		}
	}

	private static ByteString name(String prefix, int number) {
		return ByteString.of("%s%07d".formatted(prefix, number));
	}

	/** Where each page of a scan begins. */
	private static List<String> cursors(SnapshotApi api, String snapshot) {
		List<String> cursors = new ArrayList<>();
		String cursor = "";
		do {
			cursors.add(cursor);
			cursor = api.scan(snapshot, "", cursor, PAGE).cursor();
		} while (!cursor.isEmpty());
		return cursors;
	}

	private static int scan(SnapshotApi api, String snapshot, String cursor) {
		try {
			return ScannedEntries.of(api.scan(snapshot, "", cursor, PAGE)).size();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}

	private double time(String page, String call, int times, IntSupplier ask) {
		double[] all = new double[times];
		assertEquals(PAGE, ask.getAsInt(), page); // to warm up
		for (int i = 0; i < times; i++) {
			long start = System.nanoTime();
			assertEquals(PAGE, ask.getAsInt(), page);
			all[i] = (System.nanoTime() - start) / 1e6;
		}
		Arrays.sort(all);
		say("| %s | %s | %.0f | %.0f |".formatted(page, call, all[times / 2], all[times - 1]));
		return all[times / 2];
	}

	private static double peer(Path tree, int first) throws IOException {
		Process python = new ProcessBuilder("python3", "-c", PEER.replace("\t", "    "), tree.toString(), Integer.toString(first), Integer.toString(PAGE))
				.redirectErrorStream(true).redirectInput(Redirect.from(new File("/dev/null"))).start();
		return Double.parseDouble(new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip());
	}
}
