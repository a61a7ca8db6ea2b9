package backtrac.cli.remote;

import backtrac.xmlrpc.remote.ServerStatus;

/**
 * What a server said when it was asked how it is.
 *
 * @param status   how it is; null if it does not say
 * @param obstacle why it does not say, in a sentence; null if it does, and while nothing listens at its address
 * @param lasting  whether it is the token, so that waiting is in vain, unless the server has only begun to start
 */
public record ServerAnswer(ServerStatus status, String obstacle, boolean lasting) {

	/** Nothing listens there. */
	public static final ServerAnswer NONE = new ServerAnswer(null, null, false);

	public static ServerAnswer of(ServerStatus status) {
		return new ServerAnswer(status, null, false);
	}

	/** Whether it has come up: without its repository a server is of no use. */
	public boolean isUp() {
		return status != null && !status.repository().isEmpty();
	}
}
