package backtrac.api.store;

/** Somebody else works on the repository, in this process or another one; the message says who. It passes: try again. */
public class RepositoryBusyException extends RepositoryException {

	private static final long serialVersionUID = 1L;

	private final String who;

	/** @param who a clause that names the repository and who works on it */
	public RepositoryBusyException(String who) {
		super(who + ": try again when that has ended");
		this.who = who;
	}

	/** The message without the way out, for one who waits. */
	public String who() {
		return who;
	}
}
