package backtrac.web.status;

import java.time.Instant;

import backtrac.api.catalog.RunRecord;
import backtrac.api.store.Snapshot;

/**
 * The last good backup of a plan: one that left a snapshot.
 *
 * @param at       when it was done
 * @param files    how many files it holds
 * @param bytes    their content, in bytes
 * @param left     entries that could not be read
 */
public record Backup(Instant at, long files, long bytes, long left) {

	static Backup of(Snapshot snapshot) {
		return new Backup(snapshot.finished(), snapshot.counts().files(), snapshot.counts().bytes(), snapshot.counts().unreadable());
	}

	static Backup of(RunRecord run) {
		return new Backup(run.finished(), run.files(), run.bytes(), run.problems());
	}
}
