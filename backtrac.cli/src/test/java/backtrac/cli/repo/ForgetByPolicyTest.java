package backtrac.cli.repo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;
import backtrac.api.entry.FileEntry;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.store.SnapshotWriter;
import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.JsonDocument;
import backtrac.engine.store.HardLinkRepository;

/** {@code repo forget} with a policy. Each snapshot holds a file of its own whose size in bytes is its day of the month. */
class ForgetByPolicyTest {

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;
	private Path repository;

	@BeforeEach
	void makeRepository() {
		backtrac = new CommandLineFixture(folder);
		repository = folder.resolve("repository");
		backtrac.run("repo", "init", repository).assertDone();
	}

	@Test
	void eachClientAndPlanIsLookedAtByItself() throws IOException {
		snapshot("desk", "docs", "2026-01-03T12:00:00Z", false);
		snapshot("desk", "docs", "2026-01-02T12:00:00Z", false);
		snapshot("desk", "docs", "2026-01-01T12:00:00Z", false);
		snapshot("desk", "photos", "2025-01-04T12:00:00Z", false);
		snapshot("lap", "docs", "2024-01-05T12:00:00Z", false);
		String said = forget("--keep-last", "1").assertDone().out();
		assertTrue(said.matches("(forgot [0-9a-f]{16}: desk/docs of \\S+ \\S+ \\(no option keeps it\\)\n){2}"), said);
		assertEquals(List.of("2026-01-03T12:00:00Z", "2025-01-04T12:00:00Z", "2024-01-05T12:00:00Z"), times());
		CommandLineFixture.Result again = forget("--keep-last", "1").assertDone();
		assertEquals("", again.out());
		assertEquals("nothing to forget: the policy keeps 3 snapshots\n", again.err());
	}

	@Test
	void nothingGoesWhileADamagedOneWouldStay() throws IOException {
		snapshot("desk", "docs", "2026-01-02T12:00:00Z", false);
		snapshot("desk", "docs", "2026-01-01T12:00:00Z", false);
		Path manifest = repository.resolve("snapshots/desk/docs/2026-01-02T120000.000Z/manifest");
		byte[] bytes = Files.readAllBytes(manifest);
		bytes[20] ^= 1;
		Files.write(manifest, bytes);
		forget("--keep-last", "1").assertComplaint(Exit.FAILED, "nothing is forgotten, because a snapshot that the policy keeps is damaged", "is not what its summary says");
		assertEquals(List.of("2026-01-02T12:00:00Z", "2026-01-01T12:00:00Z"), times());
	}

	@Test
	void aCopyOfASnapshotIsToldApart() throws IOException {
		snapshot("desk", "docs", "2026-01-02T12:00:00Z", false);
		Path plan = repository.resolve("snapshots/desk/docs");
		try (Stream<Path> there = Files.list(plan)) {
			Path copy = Files.createDirectory(plan.resolve("2026-01-05T120000.000Z"));
			Path original = there.filter(path -> !path.equals(copy)).findFirst().orElseThrow();
			Files.copy(original.resolve("snapshot.json"), copy.resolve("snapshot.json"));
			Files.copy(original.resolve("manifest"), copy.resolve("manifest"));
		}
		forget("--keep-last", "1").assertComplaint(Exit.FAILED, "is a copy of the other");
		String found = backtrac.run("repo", "verify", repository).out();
		assertTrue(found.contains("client, plan or time are not those of its folder"), found);
	}

	@Test
	void aDryRunGivesTheReasonsAndTheBytesAndForgetsNothing() throws IOException {
		snapshot("desk", "docs", "2026-01-31T12:00:00Z", false);
		snapshot("desk", "docs", "2026-01-30T12:00:00Z", false);
		snapshot("desk", "docs", "2025-12-20T12:00:00Z", false);
		List<String> said = forget("--keep-daily", "1", "--keep-monthly", "2", "--dry-run").assertDone().out().lines().toList();
		assertTrue(said.get(0).matches("would keep .* \\(daily 1 of 1, monthly 1 of 2\\)"), said.get(0));
		assertTrue(said.get(1).matches("would forget .* \\(no option keeps it\\)"), said.get(1));
		assertTrue(said.get(2).matches("would keep .* \\(monthly 2 of 2\\)"), said.get(2));
		assertEquals("a prune would free 1 file of the pool, 30 B", said.get(3));

		Map<?, ?> json = (Map<?, ?>) JsonDocument.parse(forget("--keep-daily", "1", "--keep-monthly", "2", "--dry-run", "--json").assertDone().out());
		assertEquals(List.of(true, 1L, 30L), List.of(json.get("dry_run"), json.get("files"), json.get("bytes")));
		assertEquals(List.of("2026-01-30T12:00:00Z", List.of("no option keeps it")), row(json, "snapshots", 0));
		assertEquals(List.of("2026-01-31T12:00:00Z", List.of("daily 1 of 1", "monthly 1 of 2")), row(json, "kept", 0));
		assertEquals(List.of("2025-12-20T12:00:00Z", List.of("monthly 2 of 2")), row(json, "kept", 1));
		assertEquals(3, times().size());
	}

	@Test
	void aPartialOneStaysWhereThereIsNoCompleteOne() throws IOException {
		snapshot("desk", "docs", "2026-01-05T12:00:00Z", true);
		snapshot("desk", "docs", "2026-01-05T08:00:00Z", true);
		snapshot("desk", "docs", "2026-01-04T12:00:00Z", false);
		snapshot("desk", "docs", "2026-01-03T12:00:00Z", true);
		snapshot("desk", "docs", "2026-01-03T08:00:00Z", false);
		snapshot("desk", "docs", "2026-01-02T12:00:00Z", true);
		snapshot("desk", "docs", "2026-01-01T12:00:00Z", false);
		forget("--keep-daily", "4").assertDone();
		assertEquals(List.of("2026-01-05T12:00:00Z", "2026-01-04T12:00:00Z", "2026-01-03T08:00:00Z", "2026-01-02T12:00:00Z"), times());
	}

	@Test
	void aSnapshotOfAClockThatWasWrongPushesNothingOut() throws IOException {
		Instant wrong = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(400, ChronoUnit.DAYS);
		snapshot("desk", "docs", wrong.toString(), false);
		snapshot("desk", "docs", "2026-01-03T12:00:00Z", false);
		snapshot("desk", "docs", "2026-01-02T12:00:00Z", false);
		forget("--keep-last", "1").assertDone();
		assertEquals(List.of(wrong.toString(), "2026-01-03T12:00:00Z"), times());
	}

	@Test
	void aPolicyThatKeepsNothingOrANameBesideOneIsWrongUsage() throws IOException {
		snapshot("desk", "docs", "2026-01-03T12:00:00Z", false);
		forget().assertComplaint(Exit.USAGE, "SNAPSHOT", "--keep-daily 7");
		forget("--keep-daily", "0").assertComplaint(Exit.USAGE, "removes nothing");
		forget("latest", "--keep-daily", "1").assertComplaint(Exit.USAGE, "not both");
		forget("latest", "--mode", "union").assertComplaint(Exit.USAGE, "not both");
		assertEquals(1, times().size());
	}

	private CommandLineFixture.Result forget(String... arguments) {
		return backtrac.run(Stream.concat(Stream.of("repo", "forget", repository), Arrays.stream(arguments)).toArray());
	}

	private void snapshot(String client, String plan, String time, boolean partial) throws IOException {
		Instant started = Instant.parse(time);
		int day = Integer.parseInt(time.substring(8, 10));
		byte[] content = Character.toString('a' + day).repeat(day).getBytes(StandardCharsets.UTF_8);
		FileEntry file = FileEntry.file(ByteString.of("file"), content.length, started);
		try (HardLinkRepository open = HardLinkRepository.open(repository);
				SnapshotWriter writer = open.begin(new SnapshotRequest(client, plan, started, false))) {
			writer.directory(EntryPath.ROOT, FileEntry.directory(ByteString.of(""), started), List.of(file));
			if (partial) {
				writer.unreadable(EntryPath.ROOT, file, "permission denied");
			} else {
				writer.put(EntryPath.ROOT, file, new ByteArrayInputStream(content));
			}
			writer.commit();
		}
	}

	private List<String> times() {
		return JsonDocument.rows(backtrac.run("repo", "snapshots", repository, "--json").assertDone().out()).stream().map(s -> (String) s.get("started")).toList();
	}

	private static List<?> row(Map<?, ?> json, String key, int index) {
		Map<?, ?> row = (Map<?, ?>) ((List<?>) json.get(key)).get(index);
		return List.of(row.get("started"), row.get("reasons"));
	}
}
