package backtrac.xmlrpc.remote;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

import backtrac.api.access.Role;

/** The tokens by which programs call. Called as {@code token.…}. The server's own, in its file {@code data/token}, is not among them. */
@ProviderType
public interface TokenApi {

	/**
	 * Makes a token. It is seen in this answer only.
	 *
	 * @param name    what people shall call it, as the audit log does; no other that is not revoked has it
	 * @param role    in any case of letters
	 * @param client  with the role RESTORE: a client's id or name, or the name under which snapshots of it were taken; else empty
	 * @param expires from when on it is refused, in ISO 8601; empty for never
	 * @throws RpcFault {@link Fault#BAD_PARAMETERS} if that makes no sense, {@link Fault#NOT_FOUND} if there is no such client,
	 *                  {@link Fault#REFUSED} if the name is taken
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Makes a token: name, role (VIEWER, OPERATOR, ADMIN or RESTORE), client (of RESTORE, else empty), expires (a time, or empty for never). "
			+ "Answers a struct of token_id, token; the token is told this once.")
	NewToken add(String name, String role, String client, String expires);

	/** All tokens, by name; those that are no good any more, too. */
	@Access(Role.ADMIN)
	@Help("All tokens, by name; those that are no good any more, too: array of struct of token_id, name, role, client, created, expires, last_used, revoked, "
			+ "state (GOOD, EXPIRED or REVOKED).")
	List<TokenInfo> list();

	/**
	 * Refuses a token from now on.
	 *
	 * @param token its id or its name
	 * @throws RpcFault {@link Fault#NOT_FOUND} if there is none that is not revoked
	 */
	@Access(value = Role.ADMIN, changes = true)
	@Help("Refuses a token (its token_id or name) from now on.")
	void revoke(String token);
}
