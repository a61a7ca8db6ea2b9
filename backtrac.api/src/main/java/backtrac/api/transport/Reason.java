package backtrac.api.transport;

/** Why a transport could not do something, and whether trying again can help. */
public enum Reason {
	/** A setting is missing or makes no sense. */
	SETTINGS(true),
	/** User or password are wrong; trying again could lock the account. */
	CREDENTIALS(true),
	/** The client or its share cannot be reached now. */
	UNREACHABLE(false),
	/** The connection broke. */
	CONNECTION_LOST(false),
	/** The far side did not answer in time. */
	TIMEOUT(false),
	/** The session was closed by this side. */
	CLOSED(true),
	/** There is no such entry (any more). */
	NOT_FOUND(true),
	/** A folder was expected there. */
	NOT_A_DIRECTORY(true),
	/** Something stands where an entry should be made. */
	EXISTS(true),
	/** The user may not read, or write, this. */
	ACCESS_DENIED(true),
	/** Somebody holds the file in a way that keeps others out. */
	LOCKED(false),
	/** No room, no inodes or no quota left where it should be written. */
	NO_SPACE(false),
	/** The far side cannot do this at all. */
	UNSUPPORTED(true),
	/** The far side's disk failed, or its answer makes no sense. */
	IO(false);

	private final boolean permanent;

	Reason(boolean permanent) {
		this.permanent = permanent;
	}

	/** Tells if trying again within the same run cannot help. */
	public boolean isPermanent() {
		return permanent;
	}
}
