package backtrac.cli.policy;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.engine.scheduler.Schedule;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code backtrac schedule}. */
@CommandLine.Command(name = "schedule", header = "Tell when a schedule would start runs.", //
		description = { "", "SCHEDULE is, for example, 'every 15 minutes', 'every 6 hours', 'daily at 02:00', 'weekdays at 12:00, 20:00', "
				+ "'mon, thu at 22:30', 'monthly on 1, 15 at 03:00', 'monthly on last at 03:00' or 'cron 30 2 * * 1-5'. Starts nothing.", "" })
public final class ScheduleCommand extends Command {

	private static final int MOST = 10_000;

	@Parameters(paramLabel = "SCHEDULE", arity = "1..*", description = "When, in words; quotes are not needed.")
	private List<String> words;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	private ZoneId zone;
	private Instant from = Instant.now();
	private int count = 5;

	public ScheduleCommand(Console console) {
		super(console);
		zone = console.zone();
	}

	@Option(names = "--zone", paramLabel = "ZONE", description = "The time zone, as Europe/Berlin (default: this machine's).")
	void zone(String name) {
		try {
			zone = ZoneId.of(name);
		} catch (DateTimeException _) {
			throw usage("there is no time zone '" + name + "': give one as Europe/Berlin, UTC or +01:00");
		}
	}

	@Option(names = "--from", paramLabel = "TIME", description = "The runs after this time, as 2026-01-31T02:00:00Z (default: now).")
	void from(String text) {
		try {
			from = TimeArray.time(text);
		} catch (DateTimeException _) {
			throw usage("--from is a time as 2026-01-31T02:00:00Z, not '" + text + "'");
		}
	}

	@Option(names = "--next", paramLabel = "N", description = "How many (default: 5).")
	void count(int number) {
		if (number < 1 || number > MOST) {
			throw usage("--next is 1 to " + MOST + ", not " + number);
		}
		count = number;
	}

	@Override
	public Integer call() throws IOException {
		Schedule schedule;
		try {
			schedule = Schedule.parse(String.join(" ", words), zone);
		} catch (IllegalArgumentException e) {
			throw usage(e.getMessage());
		}
		List<Instant> runs = schedule.next(from, count);
		if (json) {
			printJson(schedule, runs);
		} else {
			for (Instant run : runs) {
				console.out().line(NextRuns.format(run, zone));
			}
		}
		return Exit.DONE;
	}

	private void printJson(Schedule schedule, List<Instant> runs) throws IOException {
		try (Json document = new Json(console.out())) {
			document.object().put("schedule", schedule.text()).put("zone", zone.getId())
					.put("next", runs.stream().map(Instant::toString).toList()).endObject();
		}
	}
}
