package backtrac.engine.jobs.run;

/** Ends what a thread does for a run. Safe for use by several threads. */
public final class Leash {

	// guarded by this
	private Thread thread;
	private Failure wish;

	/** From now on the calling thread works for the run, and is interrupted when the run shall end. */
	public synchronized void take() {
		thread = Thread.currentThread();
		if (wish != null) {
			thread.interrupt();
		}
	}

	/** The calling thread is free for others again; no interrupt for this run reaches it any more. */
	public synchronized void release() {
		thread = null;
		// clears an interrupt that came too late
		Thread.interrupted();
	}

	/** The run shall end in this way, unless it was told another before; that it was taken over counts in any case. */
	synchronized void pull(Failure as) {
		if (wish == null || as == Failure.TAKEN_OVER) {
			wish = as;
		}
		if (thread != null) {
			thread.interrupt();
		}
	}

	/** How the run shall end; null while it may go on. */
	public synchronized Failure wish() {
		return wish;
	}
}
