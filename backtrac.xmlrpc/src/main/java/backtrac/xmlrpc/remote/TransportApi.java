package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/** The ways to reach files. Called as {@code transport.…}. */
@ProviderType
public interface TransportApi {

	/** How long a test may take, in milliseconds: less than a caller waits for an answer. */
	int LONGEST_TEST_MS = 40_000;

	/** All that are there, by scheme, and those that plans would need. */
	@Access(Role.VIEWER)
	@Help("The transports, by scheme: array of struct of scheme, label, bundle, version, state (READY; OUTRANKED if another bundle's of the same scheme is used; "
			+ "MISSING if plans use it and nobody brings it), plans (how many use it).")
	List<TransportInfo> list();

	/**
	 * What a transport wants to be told.
	 *
	 * @throws RpcFault {@link Fault#NOT_FOUND} if no such transport is there now
	 */
	@Access(Role.VIEWER)
	@Help("What a transport (scheme) wants to be told by plans: struct of scheme, label, description, bundle, version, described (false if it does not say), "
			+ "fields (array of struct of name, label, description, type (string, integer, decimal or boolean), required, secret, usual, options (array of struct "
			+ "of value, label), least, most). Fields that are secret belong to a plan's secrets, all others to its settings.")
	TransportDescription describe(String scheme);

	/**
	 * Tries settings out: connects, lists the folder, and disconnects. Goes into the audit log, as it uses secrets.
	 *
	 * @throws RpcFault {@link Fault#NOT_FOUND} if there is no such transport or plan, {@link Fault#BAD_PARAMETERS} if neither is named
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Tries settings out: connects, lists the folder, and disconnects. Takes a struct of scheme, settings, secrets, plan. What is not named is that of the "
			+ "plan, if it uses the same transport; with the plan alone, the plan is tried as it is. Changes nothing. Answers within 40 seconds: struct of ok, "
			+ "reason (as SETTINGS, CREDENTIALS, UNREACHABLE; empty if all is well), message (a sentence for people), entries (how many the folder holds).")
	TransportVerdict test(TransportTrial trial);
}
