package backtrac.cli.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;
import backtrac.cli.console.JsonDocument;

class RetentionCommandTest {

	private static final String TIMES = "[\"2026-01-30T02:00:00Z\", \"2026-01-31T02:00:00Z\",\n \"2026-01-31T23:30:00Z\", \"2025-12-31T02:00:00Z\"]";

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;

	@BeforeEach
	void makeCommandLine() {
		backtrac = new CommandLineFixture(folder);
	}

	@Test
	void answersInTheFormOfTheContract() {
		assertEquals("""
				[{"time":"2026-01-31T23:30:00Z","keep":true,"reasons":["daily 1 of 1","monthly 1 of 2"]},\
				{"time":"2026-01-31T02:00:00Z","keep":false,"reasons":["no option keeps it"]},\
				{"time":"2026-01-30T02:00:00Z","keep":false,"reasons":["no option keeps it"]},\
				{"time":"2025-12-31T02:00:00Z","keep":true,"reasons":["monthly 2 of 2"]}]
				""", backtrac.pipe(TIMES, "retention", "--keep-daily", 1, "--keep-monthly", "2").assertDone().out());
	}

	@Test
	void theModeMattersAndUnionIsTheDefault() {
		assertEquals("31 daily 1 of 1, 31 -, 30 -, 31 monthly 1 of 1", answer(TIMES, "--mode", "cascade", "--keep-daily", "1", "--keep-monthly", "1"));
		assertEquals("31 daily 1 of 1 monthly 1 of 1, 31 -, 30 -, 31 -", answer(TIMES, "--mode", "union", "--keep-daily", "1", "--keep-monthly", "1"));
		assertEquals("31 daily 1 of 1 monthly 1 of 1, 31 -, 30 -, 31 -", answer(TIMES, "--keep-daily", "1", "--keep-monthly", "1"));
	}

	@Test
	void eachOptionIsUnderstood() {
		assertEquals("31 last 1 of 2, 31 last 2 of 2, 30 -, 31 -", answer(TIMES, "--keep-last", "2"));
		assertEquals("31 hourly 1 of 2, 31 hourly 2 of 2, 30 -, 31 -", answer(TIMES, "--keep-hourly", "2"));
		assertEquals("31 weekly 1 of 2, 31 -, 30 -, 31 weekly 2 of 2", answer(TIMES, "--keep-weekly", "2"));
		assertEquals("31 yearly 1 of 2, 31 -, 30 -, 31 yearly 2 of 2", answer(TIMES, "--keep-yearly", "2"));
		assertEquals("31 within 1 month, 31 within 1 month, 30 within 1 month, 31 -", answer(TIMES, "--keep-within", "1m"));
		assertEquals("31 daily 1 of 2, 31 daily 2 of 2, 30 -, 31 -", answer(TIMES, "--keep-daily", "2", "--zone", "Europe/Berlin"));
	}

	@Test
	void theStandardPresetMayBeChanged() {
		assertEquals("31 last 1 of 3, 31 last 2 of 3, 30 last 3 of 3, 31 daily 1 of 13", answer(TIMES, "--preset", "standard"));
		assertEquals("31 last 1 of 1, 31 -, 30 daily 1 of 13, 31 daily 2 of 13", answer(TIMES, "--keep-last", "1", "--preset", "standard"));
		assertTrue(answer(TIMES, "--preset", "standard", "--mode", "union").startsWith("31 last 1 of 3 daily 1 of 13 weekly 1 of 8 monthly 1 of 11 yearly 1 of 9, "));
	}

	@Test
	void whatIsLaterThanThePresentStaysAndCountsForNothing() {
		assertEquals("31 later than the present, 31 last 1 of 1, 30 -, 31 -", answer(TIMES, "--keep-last", "1", "--now", "2026-01-31T02:00:00Z"));
	}

	@Test
	void withoutAPolicyAllStays() {
		assertEquals("31 the policy is empty, 31 the policy is empty, 30 the policy is empty, 31 the policy is empty", answer(TIMES));
		assertEquals(answer(TIMES), answer(TIMES, "--keep-daily", "0"));
	}

	@Test
	void equalTimesAreAnsweredEachAndNoTimesByNothing() {
		assertEquals("31 last 1 of 1, 31 -", answer("[\"2026-01-31T02:00:00Z\",\"2026-01-31T03:00:00+01:00\"]", "--keep-last", "1"));
		assertEquals("[]\n", backtrac.pipe(" [ ] \n", "retention", "--keep-last", "1").assertDone().out());
	}

	@Test
	void manyTimesAreNoTrouble() {
		String times = IntStream.range(0, 10_000).mapToObj(i -> "\"" + Instant.ofEpochSecond(i * 3600L) + "\"").collect(Collectors.joining(",", "[", "]"));
		long kept = JsonDocument.rows(backtrac.pipe(times, "retention", "--keep-daily", "300", "--mode", "cascade").out()).stream()
				.filter(row -> row.get("keep").equals(true)).count();
		assertEquals(300, kept);
	}

	@Test
	void wrongUsageIsOneLineAndTwo() {
		retention("--mode", "both").assertComplaint(Exit.USAGE, "'union' or 'cascade'", "'both'", "backtrac retention --help");
		retention("--preset", "lavish").assertComplaint(Exit.USAGE, "'lavish'", "'standard'");
		retention("--keep-daily", "-1").assertComplaint(Exit.USAGE, "--keep-daily", "-1");
		retention("--keep-daily", "many").assertComplaint(Exit.USAGE, "--keep-daily", "many");
		retention("--keep-daily").assertComplaint(Exit.USAGE, "--keep-daily");
		retention("--keep-within", "14").assertComplaint(Exit.USAGE, "14d", "'14'");
		retention("--zone", "Berlin").assertComplaint(Exit.USAGE, "'Berlin'", "Europe/Berlin");
		retention("--now", "today").assertComplaint(Exit.USAGE, "--now", "'today'");
		retention("--keep-secondly", "1").assertComplaint(Exit.USAGE, "--keep-secondly");
		retention("2026-01-31T02:00:00Z").assertComplaint(Exit.USAGE, "2026-01-31T02:00:00Z");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{}", "null", "\"2026-01-31T02:00:00Z\"", "2026-01-31T02:00:00Z", "[\"2026-01-31T02:00:00Z\"", "[\"2026-01-31T02:00:00Z\",]", "[1]",
			"[null]", "[[]]", "[\"yesterday\"]", "[\"2026-01-31\"]", "[\"2026-02-30T02:00:00Z\"]", "[\"+1000000000-01-01T00:00:00Z\"]", "[\"0000-01-01T00:00:00Z\"]", "[] []",
			"[\"a\u0001\\n\"]" })
	void brokenInputIsOneLineAndOne(String input) {
		backtrac.pipe(input, "retention", "--keep-last", "1").assertComplaint(Exit.FAILED, "standard input", "line 1", "[\"2026-01-31T02:00:00Z\"]");
	}

	private CommandLineFixture.Result retention(Object... options) {
		return backtrac.pipe(TIMES, words(List.of(options)));
	}

	private static Object[] words(List<Object> options) {
		return IntStream.rangeClosed(0, options.size()).mapToObj(i -> i == 0 ? "retention" : options.get(i - 1)).toArray();
	}

	/** The day and the reasons of each. */
	private String answer(String input, String... options) {
		String out = backtrac.pipe(input, words(List.of((Object[]) options))).assertDone().out();
		return JsonDocument.rows(out).stream().map(row -> row.get("time").toString().substring(8, 10) + " " + reasons(row.get("keep"), (List<?>) row.get("reasons")))
				.collect(Collectors.joining(", "));
	}

	private static String reasons(Object keep, List<?> reasons) {
		return keep.equals(true) ? reasons.stream().map(Object::toString).collect(Collectors.joining(" ")) : "-";
	}
}
