package backtrac.xmlrpc.remote;

/**
 * A token that has just been made.
 *
 * @param token what programs show; nobody can see it again
 */
public record NewToken(String tokenId, String token) {

	/** Hides the token. */
	@Override
	public String toString() {
		return "NewToken[tokenId=" + tokenId + "]";
	}
}
