package backtrac.cli.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.cli.CommandLineFixture;
import backtrac.cli.command.Exit;

class ScheduleCommandTest {

	@TempDir
	Path folder;

	private CommandLineFixture backtrac;

	@BeforeEach
	void makeCommandLine() {
		backtrac = new CommandLineFixture(folder);
	}

	@Test
	void showsTheNextRunsInTheZone() {
		assertEquals("""
				Sat 2026-03-28 14:00:00 +01:00
				Sun 2026-03-29 03:00:00 +02:00
				Sun 2026-03-29 14:00:00 +02:00
				""", backtrac.run("schedule", "daily", "at", "02:00,", "14:00", "--zone", "Europe/Berlin", "--from", "2026-03-28T12:00:00Z", "--next", "3")
				.assertDone().out());
	}

	@Test
	void jsonHasTheTidyWordsAndTimesInUtc() {
		assertEquals("""
				{"schedule":"every 6 hours","zone":"Asia/Kolkata","next":["2026-01-01T00:30:00Z","2026-01-01T06:30:00Z"]}
				""", backtrac.run("schedule", "Every  6 hours", "--zone", "Asia/Kolkata", "--from", "2026-01-01T00:00:00Z", "--next", "2", "--json")
				.assertDone().out());
	}

	@Test
	void fiveFromNowOnIfNothingElseIsSaid() {
		assertEquals(5, backtrac.run("schedule", "every 15 minutes").assertDone().out().lines().count());
	}

	@Test
	void wrongWordsAreWrongUsage() {
		assertUsage("write 'every 15 minutes'", "schedule", "tomorrow");
		assertUsage("choose one of 1, 2, 3", "schedule", "every 5 hours");
		assertUsage("there is no time zone 'Berlin'", "schedule", "every hour", "--zone", "Berlin");
		assertUsage("--from is a time as", "schedule", "every hour", "--from", "today");
		assertUsage("--next is 1 to 10000, not 0", "schedule", "every hour", "--next", "0");
	}

	private void assertUsage(String words, Object... arguments) {
		backtrac.run(arguments).assertComplaint(Exit.USAGE, words);
	}
}
