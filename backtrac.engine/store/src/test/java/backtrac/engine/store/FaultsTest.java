package backtrac.engine.store;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.entry.FileType;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.WorkListener;
import backtrac.posix.FileSystem;

/**
 * Each call to the file system fails in turn, or is the last before the power goes; the laws of the repository hold after
 * each.
 */
class FaultsTest {

	/** So low that contents have several files in the pool. */
	private static final FaultyFileSystem.Fault CALM = FaultyFileSystem.linkLimit(4);
	/** Each call of a backup, a forget and an init fails; of what takes more calls only one of so many. {@code -Dbacktrac.faults.step=1} tries all. */
	private static final int STEP = Integer.getInteger("backtrac.faults.step", 5);
	private static final VerifyOptions READ_DATA = new VerifyOptions(true, Set.of());

	@TempDir(factory = InMemory.class)
	static Path base;

	/** A repository with two snapshots of {@code source(0)}: of client/plan and of other/plan. */
	private static Path template;

	/** What is done while a call fails. */
	private interface Work {
		void run(HardLinkRepository repository) throws IOException, InterruptedException;
	}

	/** What has to hold then. */
	private interface Check {
		/** @param thrown what came of the failure; null if the work was done nevertheless */
		void after(HardLinkRepository repository, Exception thrown) throws IOException, InterruptedException;
	}

	@BeforeAll
	static void makeTemplate() throws IOException {
		template = base.resolve("template");
		try (HardLinkRepository repository = HardLinkRepository.init(template, calm())) {
			source(0).backup(repository);
			source(0).backup(repository, "other", "plan");
		}
	}

	private static FaultyFileSystem calm() {
		return FaultyFileSystem.withoutSync(CALM);
	}

	/** Files that stay, come, go, change and are touched from one version to the next. */
	private static MemorySource source(int version) {
		MemorySource source = new MemorySource();
		for (int i = 0; i < 3 + 3 * version; i++) {
			source.file("same/file" + i, "the same content");
		}
		source.file("folder/unchanged", "unchanged").file("folder/deep/er/unchanged", "deep")
				.file("folder/changed", "version " + version, MemorySource.TIME.plusSeconds(version))
				.file("folder/touched", "touched", MemorySource.TIME.plusSeconds(version)).file("empty" + version, "");
		source.file("large", large(version), MemorySource.TIME.plusSeconds(version));
		source.file("new in " + version + "/a", "new a " + version).file("new in " + version + "/b", "new b " + version);
		source.entry(EntryPath.ROOT, link("link"));
		source.entry(EntryPath.parse("links " + version), link("link"));
		return source;
	}

	private static byte[] large(int number) {
		byte[] content = new byte[(256 << 10) + 1];
		new Random(number).nextBytes(content);
		return content;
	}

	private static FileEntry link(String name) {
		return new FileEntry(ByteString.of(name), FileType.SYMLINK, 0, MemorySource.TIME, 0777, 0, 0, null, null, ByteString.of("no/where"), 0, null, Map.of());
	}

	@Test
	void aBackup() throws Exception {
		eachCall(template, n -> NthCall.fails(n, CALM), this::backUp);
	}

	@Test
	void aBackupWithoutPower() throws Exception {
		eachCall(template, n -> NthCall.powerGoes(n * STEP, CALM), this::backUp);
	}

	private void backUp(Path location, NthCall fault) throws Exception {
		MemorySource source = source(1);
		RecordedPuts puts = new RecordedPuts();
		withOlderSnapshotsUnchanged(location, fault, repository -> puts.backup(source, repository), (repository, thrown) -> {
			List<Snapshot> snapshots = repository.snapshots();
			boolean isThere = snapshots.size() == 3;
			if (!(thrown instanceof NthCall.PowerGone)) { // whose last word nobody hears
				assertEquals(thrown == null, isThere, "a snapshot exists if and only if the backup says so");
			}
			if (isThere) {
				source.requireIn(repository, snapshots.getFirst());
			}
			RecordedPuts again = new RecordedPuts();
			Snapshot next = again.backup(source, repository);
			source.requireIn(repository, next);
			if (isThere) {
				assertEquals(names(next.tree()), names(snapshots.getFirst().tree()), "nothing is missing in its tree");
			}
			Set<EntryPath> twice = new HashSet<>(again.asked());
			twice.retainAll(puts.ofDoneFolders());
			assertEquals(Set.of(), twice, "what is stored and recorded is not read from the client again");
		});
	}

	@Test
	void aForget() throws Exception {
		eachCall(template, n -> NthCall.fails(n, CALM), this::forget);
	}

	@Test
	void aForgetWithoutPower() throws Exception {
		eachCall(template, n -> NthCall.powerGoes(n * STEP, CALM), this::forget);
	}

	private void forget(Path location, NthCall fault) throws Exception {
		Map<String, String> before = older(location.resolve("snapshots/other"));
		run(location, fault, repository -> repository.forget(ofClient(repository, "client").id()), (repository, thrown) -> {
			assertEquals(before, older(location.resolve("snapshots/other")));
			assertTrue(thrown != null || repository.snapshots().size() == 1);
			for (Snapshot snapshot : repository.snapshots()) {
				source(0).requireIn(repository, snapshot);
			}
		});
	}

	private static Snapshot ofClient(HardLinkRepository repository, String client) throws IOException {
		return repository.snapshots().stream().filter(snapshot -> snapshot.client().equals(client)).findFirst().orElseThrow();
	}

	@Test
	void aPin() throws Exception {
		eachCall(template, n -> NthCall.fails(n, CALM), (location, fault) -> pin(location, fault, "before the move"));
	}

	@Test
	void aPinWithoutPower() throws Exception {
		eachCall(template, n -> NthCall.powerGoes(n, CALM), (location, fault) -> pin(location, fault, "before the move"));
	}

	@Test
	void anotherPinAndNone() throws Exception {
		Path pinned = copy(template, "pinned");
		try (HardLinkRepository repository = HardLinkRepository.open(pinned, calm())) {
			repository.pin(ofClient(repository, "client").id(), "an older note");
		}
		eachCall(pinned, n -> NthCall.fails(n, CALM), (location, fault) -> pin(location, fault, "before the move"));
		eachCall(pinned, n -> NthCall.powerGoes(n, CALM), (location, fault) -> pin(location, fault, null));
		eachCall(pinned, n -> NthCall.fails(n, CALM), (location, fault) -> pin(location, fault, null));
	}

	/** It has the old pin or the new one, and nothing else has changed. */
	private void pin(Path location, NthCall fault, String note) throws Exception {
		Map<String, String> before = older(location.resolve("snapshots"));
		String old;
		try (HardLinkRepository repository = HardLinkRepository.open(location, calm())) {
			old = ofClient(repository, "client").pin();
		}
		run(location, fault, repository -> repository.pin(ofClient(repository, "client").id(), note), (repository, thrown) -> {
			String pin = ofClient(repository, "client").pin();
			assertTrue(Objects.equals(pin, note) || thrown != null && Objects.equals(pin, old), () -> "its pin is " + pin);
			assertEquals(withoutPins(before), withoutPins(older(location.resolve("snapshots"))));
		});
	}

	/** What is immutable: not the pin, and not the time of the folder that it is in. */
	private static Map<String, String> withoutPins(Map<String, String> found) {
		found.keySet().removeIf(name -> name.endsWith("/pin.json"));
		found.replaceAll((name, what) -> name.endsWith("Z/") ? "" : what);
		return found;
	}

	@Test
	void aPrune() throws Exception {
		eachCall(withGarbage(), n -> NthCall.fails(n * STEP, CALM), this::prune);
	}

	@Test
	void aPruneWithoutPower() throws Exception {
		eachCall(withGarbage(), n -> NthCall.powerGoes(n * STEP, CALM), this::prune);
	}

	/** Two snapshots, content of a third that is forgotten, one in the trash, and a run that was cut off. */
	private static Path withGarbage() throws IOException {
		Path garbage = copy(template, "garbage");
		try (HardLinkRepository repository = HardLinkRepository.open(garbage, calm())) {
			repository.forget(source(4).backup(repository, "forgotten", "plan").id());
			Snapshot trash = source(6).backup(repository, "trash", "plan");
			Files.move(trash.tree().getParent(), garbage.resolve("trash/forgotten-" + trash.id()));
		}
		NthCall fault = NthCall.powerGoes(140, CALM);
		try (HardLinkRepository repository = HardLinkRepository.open(garbage, FaultyFileSystem.withoutSync(fault))) {
			source(8).backup(repository, "cut off", "plan");
			throw new AssertionError("not cut off");
		} catch (NthCall.PowerGone e) {
			return garbage;
		}
	}

	private void prune(Path location, NthCall fault) throws Exception {
		withOlderSnapshotsUnchanged(location, fault, repository -> repository.prune(PruneOptions.FREE, WorkListener.NONE), (repository, thrown) -> {
			assertEquals(2, repository.snapshots().size());
			source(8).requireIn(repository, source(8).backup(repository, "cut off", "plan"));
		});
	}

	@Test
	void aVerifyThatRepairs() throws Exception {
		eachCall(damaged(), n -> NthCall.fails(n * STEP, CALM), this::repair);
	}

	@Test
	void aVerifyThatRepairsWithoutPower() throws Exception {
		eachCall(damaged(), n -> NthCall.powerGoes(n * STEP, CALM), this::repair);
	}

	/** The first of two files of a content is damaged, and the only one of another. */
	private static Path damaged() throws IOException {
		Path damaged = copy(template, "damaged");
		for (String content : List.of("the same content", "unchanged")) {
			Path file = pooled(damaged, content);
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
			Files.writeString(file, content.toUpperCase(Locale.ROOT));
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
		}
		assertTrue(Files.exists(Path.of(pooled(damaged, "the same content") + ".1")));
		return damaged;
	}

	private void repair(Path location, NthCall fault) throws Exception {
		run(location, fault, repository -> repository.verify(READ_DATA, WorkListener.NONE), (repository, thrown) -> {
			repository.verify(READ_DATA, WorkListener.NONE);
			VerifyReport report = repository.verify(READ_DATA, WorkListener.NONE);
			assertEquals(List.of("pool/" + Pool.path(hash("unchanged"), 0)), report.damage().stream().map(VerifyReport.Damage::what).toList());
			source(0).requireIn(repository, source(0).backup(repository, "healing", "plan"));
			repository.verify(READ_DATA, WorkListener.NONE); // links the trees anew
			for (Snapshot snapshot : repository.snapshots()) {
				source(0).requireIn(repository, snapshot);
			}
		});
	}

	@Test
	void anInit() throws Exception {
		Path empty = Files.createDirectory(base.resolve("empty"));
		eachCall(empty, n -> NthCall.fails(n, CALM), this::init);
	}

	private void init(Path location, NthCall fault) throws IOException {
		FaultyFileSystem layer = FaultyFileSystem.withoutSync(fault);
		Exception thrown = null;
		try (HardLinkRepository _ = HardLinkRepository.init(location, layer)) {
			return;
		} catch (IOException e) {
			thrown = e;
		}
		requireSaid(location, fault, thrown);
		assertEquals(0, layer.openCount(), "nothing stays open");
		try (HardLinkRepository repository = Files.exists(location.resolve("repository.json")) ? HardLinkRepository.open(location)
				: HardLinkRepository.init(location, calm())) {
			source(0).requireIn(repository, source(0).backup(repository));
		}
	}

	/** One case: the copy of a repository, and the call that fails. */
	private interface Case {
		void run(Path location, NthCall fault) throws Exception;
	}

	/** Runs a case for each call that there is, and tells of all that are wrong. */
	private static void eachCall(Path start, IntFunction<NthCall> faults, Case what) throws Exception {
		List<Throwable> wrong = new ArrayList<>();
		for (int n = 1;; n++) {
			Path location = copy(start, "case");
			NthCall fault = faults.apply(n);
			try {
				what.run(location, fault);
			} catch (Exception | AssertionError e) {
				wrong.add(new AssertionError(fault.failed() + ": " + e, e));
			}
			if (fault.failed() == null) {
				break;
			}
		}
		assertAll(wrong.stream().map(failure -> () -> {
			throw failure;
		}));
	}

	private void withOlderSnapshotsUnchanged(Path location, NthCall fault, Work work, Check check) throws Exception {
		Map<String, String> before = older(location.resolve("snapshots"));
		Map<String, String> pool = poolOf(location, before);
		run(location, fault, work, (repository, thrown) -> {
			Map<String, String> after = older(location.resolve("snapshots"));
			after.keySet().retainAll(before.keySet());
			assertEquals(before, after, "no byte and no attribute of an older snapshot has changed");
			assertEquals(pool, poolOf(location, before));
			check.after(repository, thrown);
		});
	}

	private void run(Path location, NthCall fault, Work work, Check check) throws Exception {
		FaultyFileSystem layer = FaultyFileSystem.withoutSync(fault);
		Exception thrown = null;
		try (HardLinkRepository repository = HardLinkRepository.open(location, layer)) {
			work.run(repository);
		} catch (IOException | NthCall.PowerGone e) {
			thrown = e;
			requireSaid(location, fault, e);
		}
		if (!(thrown instanceof NthCall.PowerGone)) {
			await(layer);
		}
		layer.closeAll();
		try (HardLinkRepository repository = HardLinkRepository.open(location, calm())) {
			check.after(repository, thrown);
			assertEquals(List.of(), repository.verify(new VerifyOptions(false, Set.of()), WorkListener.NONE).damage());
			repository.prune(PruneOptions.FREE, WorkListener.NONE);
			assertEquals(List.of(), repository.verify(READ_DATA, WorkListener.NONE).damage());
			assertEquals(Set.of("", ".lock"), names(location.resolve("runs")), "nothing is left of the run");
			assertEquals(Set.of(""), names(location.resolve("trash")));
			assertEquals(Set.of("", "lock"), names(location.resolve("locks")), "nothing is locked");
		}
	}

	private static void requireSaid(Path location, NthCall fault, Exception thrown) {
		if (thrown instanceof IOException && !(thrown instanceof RepositoryException && thrown.getMessage().contains(location.toString()))) {
			throw new AssertionError("does not name the repository: " + thrown, thrown);
		}
		if (fault.failed() == null) {
			throw new AssertionError("without a failure", thrown);
		}
	}

	/** What empties the trash in the background may take a moment. */
	private static void await(FaultyFileSystem layer) {
		long begin = System.nanoTime();
		while (layer.openCount() > 0) {
			if (System.nanoTime() - begin > 5_000_000_000L) {
				throw new AssertionError(layer.openCount() + " stay open", layer.whereOpened());
			}
			Thread.onSpinWait();
		}
	}

	/** All that the folder of each snapshot holds. */
	private static Map<String, String> older(Path snapshots) throws IOException {
		Map<String, String> found = new TreeMap<>();
		try (var plans = Files.walk(snapshots, 3)) {
			for (Path snapshot : (Iterable<Path>) plans.filter(path -> Files.exists(path.resolve("snapshot.json")))::iterator) {
				Inventory.of(snapshot).forEach((name, what) -> found.put(snapshots.relativize(snapshot) + "/" + name, what));
			}
		}
		return found;
	}

	/** The pool's files that snapshots have. */
	private static Map<String, String> poolOf(Path location, Map<String, String> snapshots) throws IOException {
		Map<String, String> found = Inventory.of(location.resolve("pool"));
		Set<String> files = new HashSet<>(snapshots.values());
		found.values().retainAll(files);
		return found;
	}

	private static Set<String> names(Path folder) throws IOException {
		Set<String> names = new TreeSet<>();
		try (var paths = Files.walk(folder)) {
			paths.forEach(path -> names.add(folder.relativize(path) + (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) && !path.equals(folder) ? "/" : "")));
		}
		return names;
	}

	private static Hash hash(String content) {
		return Hash.of(Hash.digest().digest(content.getBytes(StandardCharsets.UTF_8)));
	}

	private static Path pooled(Path location, String content) {
		return location.resolve("pool").resolve(Pool.path(hash(content), 0).toString());
	}

	/** A copy with hard links, modes and times, in place of what was there. */
	private static Path copy(Path from, String name) throws IOException {
		Path to = base.resolve(name);
		if (Files.exists(to)) {
			new Trash(FileSystem.system().open(base)).remove(ByteString.of(name));
		}
		Map<Object, Path> known = new HashMap<>();
		List<Path> folders = new ArrayList<>();
		try (var paths = Files.walk(from)) {
			for (Path path : (Iterable<Path>) paths::iterator) {
				Path target = to.resolve(from.relativize(path));
				BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
				Path first = attributes.isDirectory() ? null : known.putIfAbsent(attributes.fileKey(), target);
				if (first != null) {
					Files.createLink(target, first);
				} else {
					Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
				}
				if (attributes.isDirectory()) {
					folders.add(path);
				}
			}
		}
		for (Path folder : folders.reversed()) {
			Files.setLastModifiedTime(to.resolve(from.relativize(folder)), Files.getLastModifiedTime(folder));
		}
		return to;
	}
}
