package backtrac.xmlrpc.handler;

import java.util.Optional;

import backtrac.api.access.Role;
import backtrac.api.catalog.RunRecord;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.server.Caller;

/** Which runs the caller may see: with the role {@link Role#RESTORE} those that restore snapshots of one client, else all. */
public final class RunScope {

	private static final String RESTORE = "restore";

	private RunScope() {
	}

	/** Whether the caller may see a run. One that it may not see is to it as if it were not there. */
	public static boolean has(RunRecord run) {
		Optional<String> only = Caller.current().onlyClient();
		return only.isEmpty() || run.verb().equals(RESTORE) && isOf(only.get(), run.subject());
	}

	/** The subject says whose snapshot it is, also when that is forgotten; no client's name has a slash in it. */
	private static boolean isOf(String client, String subject) {
		int slash = subject.indexOf('/');
		return slash >= 0 && SnapshotNames.key(subject.substring(0, slash)).equals(SnapshotNames.key(client));
	}
}
