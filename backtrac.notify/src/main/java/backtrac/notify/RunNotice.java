package backtrac.notify;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import backtrac.api.catalog.RunLog.Cause;
import backtrac.api.catalog.RunRecord;
import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;

/**
 * What is told of a run that has ended.
 *
 * @param run      which
 * @param client   its client's name; null if there is none
 * @param plan     its plan's name; null if there is none
 * @param causes   of its troubles, the most frequent first
 * @param lastGood when the plan's last good backup ended; null if there is none
 * @param zone     of times for people
 */
record RunNotice(RunRecord run, String client, String plan, List<Cause> causes, Instant lastGood, ZoneId zone) {

	private static final int MOST_CAUSES = 3;

	/** What is told of a run that nothing can be read about. */
	static Notification unknown(String runId, Kind kind, Instant time) {
		String title = "A run " + outcome(kind, 0);
		return new Notification(kind, title, title + ".\n\nThe catalog cannot tell more about it: see the server's log.\n\nRun " + runId + "\n", time,
				Map.of("run_id", runId, "state", kind.name()));
	}

	Notification notification() {
		Kind kind = RunTeller.kind(run.state());
		String title = Words.line(subject() + " " + outcome(kind, run.problems()));
		return new Notification(kind, title, text(title), run.finished(), facts());
	}

	private String subject() {
		String verb = Words.capital(run.verb());
		String of = !run.subject().isEmpty() ? run.subject() : plan == null ? "" : client + "/" + plan;
		return of.isEmpty() ? verb : verb + " of " + of;
	}

	private static String outcome(Kind kind, long problems) {
		return switch (kind) {
		case SUCCEEDED -> "succeeded";
		case PARTIAL -> problems == 0 ? "is not complete" : "is not complete: " + Words.count(problems, "problem");
		case FAILED -> "failed";
		case CANCELLED -> "was cancelled";
		case INTERRUPTED -> "was interrupted";
		case OVERDUE -> throw new IllegalArgumentException("a run is not overdue");
		};
	}

	private String text(String title) {
		StringBuilder text = new StringBuilder(title).append(".\n");
		if (run.message() != null && !run.message().isBlank()) {
			text.append('\n').append(run.message().strip()).append('\n');
		}
		text.append('\n');
		if (run.started() != null) {
			text.append("Began:  ").append(Words.time(run.started(), zone)).append('\n');
		}
		text.append("Ended:  ").append(Words.time(run.finished(), zone)).append('\n');
		text.append("Done:   ").append(Words.count(run.files(), "file")).append(", ").append(Words.count(run.bytes(), "byte")).append('\n');
		if (lastGood != null && !run.isBackedUp()) {
			text.append("Last good backup: ").append(Words.time(lastGood, zone)).append('\n');
		} else if (run.verb().equals(RunRecord.BACKUP) && plan != null && !run.isBackedUp()) {
			text.append("There is no good backup yet.\n");
		}
		text.append("Run:    ").append(run.id()).append('\n');
		appendCauses(text);
		return text.toString();
	}

	private void appendCauses(StringBuilder text) {
		if (causes.isEmpty()) {
			return;
		}
		text.append("\nMost frequent causes:\n");
		for (Cause cause : causes.subList(0, Math.min(MOST_CAUSES, causes.size()))) {
			text.append("  ").append(Words.count(cause.count())).append(" x ").append(Words.line(cause.cause()));
			if (!cause.path().isEmpty()) {
				text.append(", such as ").append(Words.line(cause.path()));
			}
			text.append('\n');
		}
		if (causes.size() > MOST_CAUSES) {
			text.append("  and ").append(Words.count(causes.size() - MOST_CAUSES, "other cause")).append('\n');
		}
	}

	private Map<String, String> facts() {
		return new Facts().with("verb", run.verb()).with("client", client).with("plan", plan).with("run_id", run.id()).with("state", run.state())
				.with("snapshot_id", run.snapshotId()).with("message", run.message()).with("files", run.files()).with("bytes", run.bytes())
				.with("bytes_stored", run.bytesStored()).with("problems", run.problems()).with("started", run.started()).with("finished", run.finished())
				.with("last_good", lastGood).known();
	}
}
