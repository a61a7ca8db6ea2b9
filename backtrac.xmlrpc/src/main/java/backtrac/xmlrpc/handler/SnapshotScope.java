package backtrac.xmlrpc.handler;

import java.util.Optional;

import backtrac.api.access.Role;
import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Plan;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.server.Caller;

/**
 * Which snapshots the caller may see: with the role {@link Role#RESTORE} those of one client, else all. A snapshot keeps its client's name when the client gets
 * another; if the name is another client's by now, what the plans of the first one have taken is not the other's.
 */
public final class SnapshotScope {

	private SnapshotScope() {
	}

	/** Whether the caller may see a snapshot. One that it may not see is to it as if it were not there. */
	public static boolean has(Snapshot snapshot, Catalog catalog) {
		Optional<String> only = Caller.current().onlyClient();
		return only.isEmpty() || hasClient(snapshot.client()) && !isOfAnother(snapshot, only.get(), catalog);
	}

	private static boolean isOfAnother(Snapshot snapshot, String client, Catalog catalog) {
		Optional<String> owner = snapshot.planId().flatMap(catalog::plan).map(Plan::clientId);
		return owner.isPresent() && catalog.clientNamed(client).filter(named -> !named.id().equals(owner.get())).isPresent();
	}

	/** Whether what a client with this name has is the caller's, too. */
	public static boolean hasClient(String name) {
		return Caller.current().onlyClient().filter(only -> !isSame(only, name)).isEmpty();
	}

	/**
	 * The client whose snapshots to list.
	 *
	 * @param wanted null or empty for all
	 * @return null for all
	 * @throws RpcFault {@link Fault#FORBIDDEN} if it is another's than the caller may see
	 */
	public static String client(String wanted) {
		String named = Wire.isMissing(wanted) ? null : wanted;
		Optional<String> only = Caller.current().onlyClient();
		if (only.isPresent() && named != null && !isSame(only.get(), named)) {
			throw new RpcFault(Fault.FORBIDDEN, "the token '" + Caller.current().name() + "' is for the client " + only.get() + " only");
		}
		return only.orElse(named);
	}

	private static boolean isSame(String client, String other) {
		return SnapshotNames.key(client).equals(SnapshotNames.key(other));
	}
}
