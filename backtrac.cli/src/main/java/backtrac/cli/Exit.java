package backtrac.cli;

/** What the command's exit code says. */
final class Exit {

	static final int DONE = 0;
	static final int FAILED = 1;
	static final int USAGE = 2;
	/** Done, but some files could not be read or written. */
	static final int PARTIAL = 3;
	/** For the start script alone: all is ready, and it shall become the server. */
	static final int BECOME_SERVER = 10;
	/** Ended by Ctrl-C: 128 and the number of SIGINT, as shells expect. */
	static final int INTERRUPTED = 130;

	private Exit() {
	}
}
