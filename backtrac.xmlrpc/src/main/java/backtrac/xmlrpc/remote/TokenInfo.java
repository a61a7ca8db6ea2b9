package backtrac.xmlrpc.remote;

/**
 * What is known of a token. Times are in ISO 8601, UTC; what is not known is empty.
 *
 * @param role     VIEWER, OPERATOR, ADMIN or RESTORE
 * @param client   with RESTORE: whose snapshots it may see and restore; else empty
 * @param expires  from when on it is refused; empty for never
 * @param lastUsed to the minute
 * @param revoked  since when it is refused for good
 * @param state    GOOD, EXPIRED or REVOKED
 */
public record TokenInfo(String tokenId, String name, String role, String client, String created, String expires, String lastUsed, String revoked,
		String state) {
}
