package backtrac.cli.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.JsonDocument;

/** {@code retention --schedule}. */
class RetentionForecastTest {

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;

	@BeforeEach
	void makeCommandLine() {
		backtrac = new CommandLineFixture(folder);
	}

	@Test
	void saysWhatIsLeftAndWhenAllElseGoes() {
		assertEquals("""
				SNAPSHOT             GOES AFTER THE RUN OF  AGE
				2026-03-27 02:00:00  2026-03-29 03:00:00    2 days
				2026-03-28 02:00:00  2026-03-30 02:00:00    1 day
				2026-03-29 03:00:00  2026-03-31 02:00:00    1 day

				SNAPSHOT             IS LEFT FOR
				2026-03-31 02:00:00  daily 1 of 2
				2026-03-30 02:00:00  daily 2 of 2

				5 runs: 2 snapshots left, 3 removed, at most 3 at once; times are of Europe/Berlin
				""", forecast("", "--zone", "Europe/Berlin", "--for", "5d", "--keep-daily", "2").assertDone().out());
	}

	@Test
	void saysItToPrograms() {
		String history = "[\"2026-03-01T00:00:00Z\", \"2026-02-28T00:00:00Z\"]";
		Map<?, ?> json = (Map<?, ?>) JsonDocument.parse(forecast(history, "--history", "--for", "2d", "--keep-last", "2", "--json").assertDone().out());
		assertEquals(List.of("daily at 02:00", "UTC", 2L, 3L), List.of(json.get("schedule"), json.get("zone"), json.get("runs"), json.get("most_snapshots")));
		assertEquals(List.of(Map.of("time", "2026-03-28T02:00:00Z", "reasons", List.of("last 1 of 2")), Map.of("time", "2026-03-27T02:00:00Z", "reasons", List.of("last 2 of 2"))),
				json.get("left"));
		assertEquals(List.of(Map.of("time", "2026-02-28T00:00:00Z", "removed", "2026-03-27T02:00:00Z"), Map.of("time", "2026-03-01T00:00:00Z", "removed", "2026-03-28T02:00:00Z")),
				json.get("removed"));
	}

	@Test
	void aYearIfNothingElseIsSaidAndNothingGoesWithoutAPolicy() {
		assertTrue(forecast("").assertDone().out().endsWith("365 runs: 365 snapshots left, 0 removed, at most 365 at once; times are of UTC\n"));
		Map<?, ?> preset = (Map<?, ?>) JsonDocument.parse(forecast("", "--for", "2y", "--preset", "standard", "--json").assertDone().out());
		assertEquals(731L, preset.get("runs"));
		assertEquals(731, ((List<?>) preset.get("left")).size() + ((List<?>) preset.get("removed")).size());
	}

	@Test
	void wrongUsageIsOneLineAndTwo() {
		forecast("", "--for", "soon").assertComplaint(Exit.USAGE, "--for", "'soon'");
		forecast("", "--for", "9999y").assertComplaint(Exit.USAGE, "more than 100,000 runs", "shorter --for");
		backtrac.run("retention", "--schedule", "tomorrow").assertComplaint(Exit.USAGE, "'every 15 minutes'");
		backtrac.run("retention", "--for", "1y").assertComplaint(Exit.USAGE, "--for needs --schedule");
		backtrac.run("retention", "--history").assertComplaint(Exit.USAGE, "--history needs --schedule");
		forecast("[1]", "--history").assertComplaint(Exit.FAILED, "standard input", "line 1");
	}

	private CommandLineFixture.Result forecast(String input, Object... options) {
		Stream<Object> begin = Stream.of("retention", "--schedule", "daily at 02:00", "--now", "2026-03-26T12:00:00Z");
		return backtrac.pipe(input, Stream.concat(begin, Arrays.stream(options)).toArray());
	}
}
