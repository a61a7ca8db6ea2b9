package backtrac.xmlrpc.remote;

/**
 * A run as the catalog knows it. Times are in ISO 8601, UTC; what is not known, or is not, is empty.
 *
 * @param runId       the run
 * @param verb        backup, restore, verify, scrub, prune or rebuild
 * @param planId      its plan
 * @param subject     what it is about, also when the plan is gone: {@code client/plan}
 * @param trigger     what began it: PERSON, SCHEDULE, MISSED, RETRY or RESUME
 * @param moment      the schedule's moment that it stands for
 * @param attempt     1 for the first of a moment or wish
 * @param previous    the run that it is in place of
 * @param server      the server that works, or worked, on it
 * @param state       as in {@link RunStatus}
 * @param queued      when it was asked for
 * @param started     when it began to work
 * @param finished    when it was over
 * @param snapshotId  the snapshot that it made or read
 * @param files       files that were done
 * @param bytes       their content, in bytes
 * @param bytesStored what the repository grew by, in bytes of content
 * @param problems    entries that could not be done
 * @param message     one sentence about how it ended
 */
public record RunInfo(String runId, String verb, String planId, String subject, String trigger, String moment, int attempt, String previous,
		String server, String state, String queued, String started, String finished, String snapshotId, long files, long bytes, long bytesStored,
		long problems, String message) {
}
