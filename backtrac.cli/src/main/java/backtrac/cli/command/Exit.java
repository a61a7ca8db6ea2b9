package backtrac.cli.command;

/** What the command's exit code says. */
public final class Exit {

	public static final int DONE = 0;
	public static final int FAILED = 1;
	public static final int USAGE = 2;
	/** Done, but some files could not be read or written. */
	public static final int PARTIAL = 3;
	/** For the start script alone: all is ready, and it shall become the server. */
	public static final int BECOME_SERVER = 10;
	/** Ended by Ctrl-C: 128 and the number of SIGINT, as shells expect. */
	public static final int INTERRUPTED = 130;

	private Exit() {
	}
}
