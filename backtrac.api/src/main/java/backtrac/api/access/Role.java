package backtrac.api.access;

/** What somebody may do. */
public enum Role {
	/** Sees everything but secrets and what is in files. */
	VIEWER,
	/** Also starts and cancels runs, reads and restores files, pins snapshots and pauses; destroys and defines nothing. */
	OPERATOR,
	/** May do everything. */
	ADMIN,
	/** Sees, reads and restores the snapshots of one client, and nothing else. */
	RESTORE;

	/**
	 * Whether who has this role may do what needs another. What needs {@link #RESTORE} operators may do for every client; who has that role may do it for
	 * the own one only, which is for the called to look after.
	 */
	public boolean includes(Role needed) {
		return switch (this) {
		case ADMIN -> true;
		case OPERATOR -> needed != ADMIN;
		case VIEWER, RESTORE -> needed == this;
		};
	}
}
