package backtrac.smb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.EntryPath;
import backtrac.api.exclude.Excludes;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.FileContent;
import backtrac.api.transport.TransportSession;
import backtrac.api.transport.WritableSession;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.restore.Restore;
import backtrac.engine.store.HardLinkRepository;
import backtrac.test.transport.FaultyProxy;
import backtrac.test.transport.Samba;

/**
 * How fast shares are backed up and restored, beside smbclient. Not among the tests: {@code ./backtrac bench --smb} runs it. The small files go at the end
 * only: ext4 without a journal looks long for inodes after many were freed, and whoever makes files meanwhile pays for it.
 */
class SmbBench {

	private static final double SCALE = Double.parseDouble(System.getProperty("backtrac.bench.scale", "1"));
	private static final int ROUNDS = Integer.getInteger("backtrac.bench.rounds", 5);
	private static final int FILES = (int) (20_000 * SCALE);
	private static final int FILES_A_FOLDER = 50;
	private static final int LARGE_MEGABYTES = (int) (1024 * SCALE);
	private static final int THREADS = 16;
	private static final int WARM_UP = 20;

	@TempDir
	Path folder;

	private final Map<String, List<double[]>> measured = new TreeMap<>();
	private Samba samba;
	private HardLinkRepository repository;

	private interface Step {
		void run() throws Exception;
	}

	@Test
	void measure() throws Exception {
		samba = Samba.shared();
		repository = HardLinkRepository.init(folder.resolve("repository"));
		warmUp();
		for (int round = 0; round < ROUNDS; round++) {
			small(round);
			large(round);
			delayed(round);
		}
		Files.writeString(Path.of(System.getProperty("backtrac.bench.report", "target/smb-bench.md")), report());
	}

	/** As a server that has run for a while: what it does often is compiled. Not counted. */
	private void warmUp() throws Exception {
		makeSmall(samba.folder().resolve("warm"), new Random(-1));
		for (int i = 0; i < WARM_UP; i++) {
			backup("warm");
		}
	}

	private void small(int round) throws Exception {
		String name = "small" + round;
		makeSmall(samba.folder().resolve(name), new Random(round));
		Path tar = folder.resolve("tar");
		List<Snapshot> taken = new ArrayList<>();
		compare("1 small files, full ÷ smbclient's tar", round, () -> taken.add(backup(name)),
				() -> smbclient("-D", name, "-Tc", tar.toString()));
		assertEquals(FILES, taken.getFirst().counts().filesRead());
		String ours = Files.createDirectory(samba.folder().resolve("ours" + round)).getFileName().toString();
		String theirs = Files.createDirectory(samba.folder().resolve("theirs" + round)).getFileName().toString();
		compare("2 small files, restore ÷ smbclient's tar unpacked", round, () -> restore(taken.getFirst(), ours),
				() -> smbclient("-D", theirs, "-Tx", tar.toString()));
		for (String target : List.of(ours, theirs)) {
			try (Stream<Path> restored = Files.walk(samba.folder().resolve(target))) {
				assertEquals(FILES, restored.filter(Files::isRegularFile).count());
			}
		}
		Files.delete(tar);
		Path copy = folder.resolve("copy" + round);
		compare("3 unchanged ÷ smbclient's listing and cp -al", round, () -> taken.add(backup(name)), () -> {
			smbclient("-D", name, "-c", "recurse ON; ls");
			run("cp", "-al", taken.getFirst().tree().toString(), copy.toString());
		});
		assertEquals(0, taken.getLast().counts().filesRead());
	}

	private void large(int round) throws Exception {
		String name = "large" + round;
		Path source = Files.createDirectory(samba.folder().resolve(name));
		byte[] piece = new byte[1 << 20];
		Random random = new Random(round);
		try (OutputStream file = Files.newOutputStream(source.resolve("file"))) {
			for (int i = 0; i < LARGE_MEGABYTES; i++) {
				random.nextBytes(piece);
				file.write(piece);
			}
		}
		Path got = folder.resolve("got");
		compare("4 a large file ÷ smbclient's get", round, () -> backup(name), () -> smbclient("-D", name, "-c", "get file " + got));
		assertEquals(-1, Files.mismatch(source.resolve("file"), got));
		run("rm", "-rf", got.toString(), source.toString());
	}

	/** Seconds a file, one at a time, are held against those of 16 at a time. */
	private void delayed(int round) throws Exception {
		String name = "delayed" + round;
		makeSmall(samba.folder().resolve(name), new Random(round));
		try (FaultyProxy proxy = new FaultyProxy(samba.port()); TransportSession session = open("port", proxy.port(), "path", name)) {
			proxy.delay(1);
			read(session, THREADS, FILES / 10); // its connections are made
			double many = seconds(() -> read(session, THREADS, FILES / 4)) / (FILES / 4);
			double one = seconds(() -> read(session, 1, FILES / 20)) / (FILES / 20);
			add("5 with 1 ms each way, 16 at a time ÷ one at a time, files a second", 1 / many, 1 / one);
		}
	}

	private static void makeSmall(Path source, Random random) throws IOException {
		for (int i = 0; i < FILES; i++) {
			Path file = source.resolve(name(i));
			Files.createDirectories(file.getParent());
			byte[] content = new byte[(int) Math.clamp(Math.exp(8 + 0.72 * random.nextGaussian()), 512, 16_384)];
			random.nextBytes(content);
			Files.write(file, content);
		}
	}

	private static String name(int number) {
		return number / FILES_A_FOLDER % 20 + "/" + number / FILES_A_FOLDER + "/file " + number;
	}

	private WritableSession open(Object... settings) throws IOException {
		return new SmbTransport().open(samba.settings(settings));
	}

	private Snapshot backup(String name) throws IOException, InterruptedException {
		try (TransportSession session = open("path", name)) {
			SnapshotRequest request = new SnapshotRequest("nas", name, Instant.now(), false);
			return new Backup(repository, session, request, Excludes.NONE, new ProgressMeter()).call().snapshot();
		}
	}

	private void restore(Snapshot snapshot, String name) throws IOException, InterruptedException {
		try (SnapshotReader reader = repository.open(snapshot.id()); WritableSession session = open("path", name)) {
			assertEquals(0, new Restore(reader, session, List.of(), false, new ProgressMeter()).call().problemCount());
		}
	}

	private static void read(TransportSession session, int threads, int files) throws Exception {
		AtomicInteger next = new AtomicInteger();
		try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
			List<Future<?>> all = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				all.add(pool.submit(() -> {
					for (int number; (number = next.getAndIncrement()) < files;) {
						try (FileContent content = session.read(EntryPath.parse(name(number)))) {
							assertTrue(content.readAllBytes().length >= 512);
						}
					}
					return null;
				}));
			}
			for (Future<?> one : all) {
				one.get();
			}
		}
	}

	private void smbclient(String... arguments) throws Exception {
		List<String> line = new ArrayList<>(List.of("smbclient", "//127.0.0.1/backup", "-p", String.valueOf(samba.port()), "-U",
				Samba.USER + "%" + Samba.PASSWORD));
		line.addAll(List.of(arguments));
		run(line.toArray(String[]::new));
	}

	private void run(String... command) throws Exception {
		Path said = folder.resolve("said");
		int exit = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor();
		assertEquals(0, exit, () -> String.join(" ", command) + ", see " + said);
	}

	/** The other is first each round. */
	private void compare(String what, int round, Step ours, Step theirs) throws Exception {
		double their = round % 2 == 0 ? 0 : seconds(theirs);
		double our = seconds(ours);
		add(what, our, round % 2 == 0 ? seconds(theirs) : their);
	}

	/** What others have left to be written goes to disk before. */
	private double seconds(Step step) throws Exception {
		run("sync");
		long begun = System.nanoTime();
		step.run();
		return (System.nanoTime() - begun) / 1e9;
	}

	private void add(String what, double ours, double theirs) {
		measured.computeIfAbsent(what, key -> new ArrayList<>()).add(new double[] { ours, theirs });
	}

	private String report() {
		StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d small files, a file of %d MiB, %d rounds; seconds, but for the last.%n%n"
				+ "| | BackTrac | the other | ratio, median | of each round |%n|---|---|---|---|---|%n", FILES, LARGE_MEGABYTES, ROUNDS));
		measured.forEach((what, rounds) -> text.append(String.format(Locale.ROOT, "| %s | %.2f | %.2f | **%.2f** | %s |%n", what.substring(2),
				median(rounds.stream().map(round -> round[0]).toList()), median(rounds.stream().map(round -> round[1]).toList()),
				median(ratios(rounds)), String.join(", ", ratios(rounds).stream().map(ratio -> String.format(Locale.ROOT, "%.2f", ratio)).toList()))));
		return text.toString();
	}

	private static List<Double> ratios(List<double[]> rounds) {
		return rounds.stream().map(round -> round[0] / round[1]).toList();
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().toList().get(values.size() / 2);
	}
}
