package backtrac.xmlrpc.handler.run;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.LogEntry;
import backtrac.xmlrpc.remote.RunInfo;

/** Runs and their logs as callers see them. */
final class RunInfos {

	private RunInfos() {
	}

	static RunInfo of(RunRecord r) {
		RunOrigin origin = r.origin();
		return new RunInfo(r.id(), r.verb(), Wire.orEmpty(r.planId()), Wire.text(r.subject()), origin.trigger().name(), Wire.time(origin.moment()),
				origin.attempt(), Wire.orEmpty(origin.previous()), Wire.orEmpty(r.server()), r.state().name(), Wire.time(r.queued()), Wire.time(r.started()),
				Wire.time(r.finished()), Wire.orEmpty(r.snapshotId()), r.files(), r.bytes(), r.bytesStored(), r.problems(), Wire.text(r.message()));
	}

	static LogEntry entry(LogLine line) {
		return new LogEntry(line.id(), Wire.time(line.time()), line.level().name(), line.phase().name(), Wire.text(line.path()), Wire.text(line.message()),
				Wire.text(line.cause()));
	}
}
