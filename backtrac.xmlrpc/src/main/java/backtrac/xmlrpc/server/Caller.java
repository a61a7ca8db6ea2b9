package backtrac.xmlrpc.server;

import java.util.Optional;

import backtrac.api.access.Role;

/**
 * Who makes the call that is being answered.
 *
 * @param name    of the token
 * @param role    what it may do
 * @param client  with {@link Role#RESTORE}: the name of the client whose snapshots it may see and restore; else null
 * @param address from where it comes: an IP address
 */
public record Caller(String name, Role role, String client, String address) {

	/** Bound while a handler works, in its thread. */
	static final ScopedValue<Caller> CURRENT = ScopedValue.newInstance();

	/** The caller whom this thread answers. */
	public static Caller current() {
		return CURRENT.get();
	}

	/** The one client whose snapshots it may see; empty if it may see those of all. */
	public Optional<String> onlyClient() {
		return Optional.ofNullable(client);
	}
}
