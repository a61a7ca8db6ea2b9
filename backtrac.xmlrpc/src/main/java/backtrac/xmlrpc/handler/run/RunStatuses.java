package backtrac.xmlrpc.handler.run;

import java.io.IOException;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.RunRecord;
import backtrac.api.job.Progress;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.job.RunState;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.RunStatus;

/** A run's status, by whatever knows it. */
final class RunStatuses {

	private static final Logger log = LoggerFactory.getLogger(RunStatuses.class);

	private final Repository repository;

	RunStatuses(Repository repository) {
		this.repository = repository;
	}

	/** Of a run that has no report yet. */
	static RunStatus running(Run run) {
		Progress progress = run.progress();
		return new RunStatus(stateWithoutReport(run).name(), progress.phase().name(), progress.filesDone(), progress.bytesDone(), progress.filesExpected(),
				progress.bytesExpected(), progress.bytesRead(), Math.round(progress.bytesPerSecond()),
				progress.remaining() == null ? -1 : progress.remaining().toMillis(), Wire.text(progress.current()), "", 0, "", "");
	}

	/** A state may be final a moment before the report is there: callers see it with the report, which says what came of it. */
	static RunState stateWithoutReport(Run run) {
		RunState state = run.state();
		return state.isFinal() ? RunState.RUNNING : state;
	}

	/** Of a run that has just ended. */
	RunStatus ended(Run run, RunReport report) {
		Progress progress = run.progress();
		return new RunStatus(report.state().name(), Progress.Phase.DONE.name(), report.files(), report.bytes(), report.files(), report.bytes(),
				progress.bytesRead(), Math.round(progress.bytesPerSecond()), 0, "", Wire.text(report.message()), report.problemCount(),
				Wire.text(report.snapshotId()), tree(report.snapshotId()));
	}

	/** Of a run that this server does not work on: it ended some time ago, or another server works on it. */
	RunStatus recorded(RunRecord run) {
		if (!run.state().isFinal()) {
			Progress.Phase phase = run.state() == RunState.QUEUED ? Progress.Phase.WAITING : Progress.Phase.COPYING;
			return new RunStatus(run.state().name(), phase.name(), run.files(), run.bytes(), -1, -1, -1, 0, -1, "", "", 0, "", "");
		}
		return new RunStatus(run.state().name(), Progress.Phase.DONE.name(), run.files(), run.bytes(), run.files(), run.bytes(), -1, 0, 0, "",
				Wire.text(run.message()), run.problems(), Wire.text(run.snapshotId()), tree(run.snapshotId()));
	}

	/** The snapshot's tree; empty if it has none, or has been dropped meanwhile. */
	private String tree(String snapshotId) {
		if (snapshotId == null) {
			return "";
		}
		Optional<String> tree = Optional.empty();
		try (SnapshotReader reader = repository.open(snapshotId)) {
			tree = Optional.of(reader.snapshot()).filter(Snapshot::hasTree).map(snapshot -> snapshot.tree().toString());
		} catch (IOException e) {
			log.debug("no snapshot {} any more", snapshotId, e);
		}
		return tree.orElse("");
	}
}
