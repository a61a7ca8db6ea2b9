package backtrac.cli.policy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import backtrac.api.retention.RetentionCandidate;
import backtrac.api.retention.RetentionDecision;
import backtrac.api.retention.RetentionForecast;
import backtrac.api.retention.RetentionForecast.Removal;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionSimulation;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.console.Table;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.scheduler.Schedule;

/**
 * What a policy would make of the runs of a schedule.
 *
 * @param schedule when they begin
 * @param runs     their times
 * @param result   what comes of them
 */
record Forecast(Schedule schedule, List<Instant> runs, RetentionForecast result) {

	private static final int MOST_RUNS = 100_000;

	/**
	 * Reckons it.
	 *
	 * @param history the snapshots that there are
	 * @param from    the runs after this time
	 * @param to      and not after this one
	 * @throws IllegalArgumentException if it would take too long; the message is for people
	 */
	static Forecast of(Schedule schedule, RetentionPolicy policy, Collection<RetentionCandidate> history, Instant from, Instant to) {
		List<Instant> runs = new ArrayList<>();
		for (Optional<Instant> next = schedule.next(from); next.isPresent() && !next.get().isAfter(to); next = schedule.next(next.get())) {
			if (runs.size() == MOST_RUNS) {
				throw new IllegalArgumentException("these are more than " + Quantities.count(MOST_RUNS) + " runs: give a shorter --for");
			}
			runs.add(next.get());
		}
		return new Forecast(schedule, runs, RetentionSimulation.run(policy, history, runs));
	}

	void printJson(Console console) throws IOException {
		try (Json document = new Json(console.out())) {
			document.object().put("schedule", schedule.text()).put("zone", zone()).put("runs", runs.size()).put("most_snapshots", result.most());
			document.array("left");
			for (RetentionDecision left : result.left()) {
				document.object().put("time", left.candidate().time()).put("reasons", left.reasons()).endObject();
			}
			document.endArray().array("removed");
			for (Removal removal : result.removed()) {
				document.object().put("time", removal.candidate().time()).put("removed", removal.at()).endObject();
			}
			document.endArray().endObject();
		}
	}

	void printText(Console console) throws IOException {
		ZoneId zone = schedule.zone();
		if (!result.removed().isEmpty()) {
			Table removed = new Table(Table.left("SNAPSHOT"), Table.left("GOES AFTER THE RUN OF"), Table.left("AGE"));
			for (Removal removal : result.removed()) {
				removed.row(Format.time(removal.candidate().time(), zone), Format.time(removal.at(), zone), age(removal));
			}
			removed.print(console.out());
			console.out().line("");
		}
		Table left = new Table(Table.left("SNAPSHOT"), Table.left("IS LEFT FOR"));
		for (RetentionDecision decision : result.left()) {
			left.row(Format.time(decision.candidate().time(), zone), String.join(", ", decision.reasons()));
		}
		left.print(console.out());
		console.out().line("");
		console.out().line(Quantities.count(runs.size(), "run") + ": " + Quantities.count(result.left().size(), "snapshot") + " left, " + Quantities.count(result.removed().size())
				+ " removed, at most " + Quantities.count(result.most()) + " at once; times are of " + zone());
	}

	private String zone() {
		return schedule.zone().equals(ZoneOffset.UTC) ? "UTC" : schedule.zone().getId();
	}

	private static String age(Removal removal) {
		Duration age = Duration.between(removal.candidate().time(), removal.at());
		return age.toDays() > 0 ? Quantities.count(age.toDays(), "day") : Quantities.count(age.toHours(), "hour");
	}
}
