package backtrac.api.job;

/** Where a run stands. */
public enum RunState {
	/** Waits for its turn. */
	QUEUED,
	/** Works. */
	RUNNING,
	/** Ended, and all is well. */
	SUCCEEDED,
	/** Ended with a result, but some entries could not be done. */
	PARTIAL,
	/** Ended without a result. */
	FAILED,
	/** Ended by a person's wish. */
	CANCELLED,
	/** Ended by the server's stop or a transport's absence. */
	INTERRUPTED;

	/** Tells if the run is over. */
	public boolean isFinal() {
		return this != QUEUED && this != RUNNING;
	}
}
