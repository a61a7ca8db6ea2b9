package backtrac.cli.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import backtrac.cli.console.Console;

/**
 * Lets Ctrl-C and SIGTERM end a command cleanly: its thread is interrupted, and the virtual machine waits for it to put
 * things in order. The virtual machine itself then exits with 130 or 143, as shells expect.
 */
public final class Interruption {

	private static final int PATIENCE_SECONDS = 30;

	private final Thread worker = Thread.currentThread();
	private final CountDownLatch inOrder = new CountDownLatch(1);
	private volatile boolean asked;

	private Interruption() {
	}

	/**
	 * Does some work in this thread.
	 *
	 * @param whatNow what a person reads when it was interrupted
	 * @return the work's exit code
	 */
	public static int guard(Console console, String whatNow, Callable<Integer> work) throws Exception {
		return new Interruption().run(console, whatNow, work);
	}

	private int run(Console console, String whatNow, Callable<Integer> work) throws Exception {
		Thread hook = new Thread(this::interrupt, "interruption");
		Runtime.getRuntime().addShutdownHook(hook);
		try {
			return work.call();
		} catch (Exception e) {
			if (asked || e instanceof InterruptedException) {
				console.complain(whatNow);
				console.err().flush();
				return Exit.INTERRUPTED;
			}
			throw e;
		} finally {
			inOrder.countDown();
			if (!asked) {
				remove(hook);
			}
		}
	}

	private void interrupt() {
		asked = true;
		worker.interrupt();
		try {
			inOrder.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private static void remove(Thread hook) {
		try {
			Runtime.getRuntime().removeShutdownHook(hook);
		} catch (IllegalStateException e) {
			// a signal came after the work was done: nothing is left to put in order
		}
	}
}
