package backtrac.engine.jobs.journal;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.RunState;
import backtrac.engine.jobs.report.Quantities;

/** How a run begins and ends, in words for the run log. */
public final class RunWords {

	private static final String PATH = "path";

	private RunWords() {
	}

	/**
	 * What it does and why: {@code backup of desk/docs, /home/anna over local; it was due at 2026-01-01T02:00:00Z}.
	 *
	 * @param plan of a backup; null for other runs
	 */
	public static String begin(RunRecord run, Plan plan) {
		StringBuilder text = new StringBuilder(run.verb());
		if (!run.subject().isEmpty()) {
			text.append(" of ").append(run.subject());
		}
		if (plan != null) {
			String folder = plan.settings().get(PATH);
			text.append(", ").append(folder == null ? "" : folder + " ").append("over ").append(plan.transport());
		}
		return text.append("; ").append(why(run.origin())).toString();
	}

	private static String why(RunOrigin origin) {
		String why = switch (origin.trigger()) {
		case PERSON -> "somebody asked for it";
		case SCHEDULE -> "it was due" + moment(origin);
		case MISSED -> "it was due" + moment(origin) + ", but could not begin then";
		case RETRY -> "the run before failed";
		case RESUME -> "the run before was cut off";
		};
		return why + (origin.previous() == null ? "" : " (" + origin.previous() + ")") + (origin.attempt() > 1 ? ", attempt " + origin.attempt() : "");
	}

	private static String moment(RunOrigin origin) {
		return origin.moment() == null ? "" : " at " + origin.moment().truncatedTo(ChronoUnit.SECONDS);
	}

	/** How grave it is that a run ended so. */
	public static Level level(RunState state) {
		return switch (state) {
		case FAILED -> Level.ERROR;
		case PARTIAL, INTERRUPTED, CANCELLED -> Level.WARNING;
		default -> Level.INFO;
		};
	}

	/** How it ended; with counts and rates, unless it failed before there was anything to count. */
	public static String end(RunRecord run, Progress progress) {
		String state = run.state() + ": ";
		StringBuilder text = new StringBuilder(run.message().startsWith(state) ? "" : state).append(run.message());
		if (run.started() == null || run.state() == RunState.FAILED && run.files() == 0 && progress.bytesRead() == 0) {
			return text.toString();
		}
		Duration time = Duration.between(run.started(), run.finished());
		double seconds = Math.max(0.001, time.toMillis() / 1000.0);
		return text.append("; in ").append(Quantities.clock(time)).append(": ").append(Quantities.count(run.files(), "file")).append(", ").append(Quantities.bytes(run.bytes()))
				.append("; moved ").append(Quantities.bytes(progress.bytesRead())).append(" at ").append(Quantities.rate(progress.bytesRead() / seconds)).append(", ")
				.append(Quantities.count(Math.round(run.files() / seconds), "file")).append("/s").toString();
	}
}
