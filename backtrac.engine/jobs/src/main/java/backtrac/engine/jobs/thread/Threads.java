package backtrac.engine.jobs.thread;

import java.util.concurrent.ThreadFactory;

/** The threads of runs. */
public final class Threads {

	private Threads() {
	}

	/** Makes threads that do not keep the process alive, nor the bundle that happens to ask for a run. */
	public static ThreadFactory named(String name) {
		ThreadFactory factory = Thread.ofPlatform().daemon().inheritInheritableThreadLocals(false).name(name, 1).factory();
		return work -> {
			Thread thread = factory.newThread(work);
			thread.setContextClassLoader(Threads.class.getClassLoader());
			return thread;
		};
	}
}
