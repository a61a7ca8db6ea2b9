package backtrac.cli.console;

import java.util.function.Supplier;

import backtrac.api.job.Progress;

/** Keeps a {@link ProgressBar} up to date while another thread works. Closing takes the bar away. */
public final class ProgressTicker implements AutoCloseable {

	private final ProgressBar bar;
	private final Thread thread;

	private ProgressTicker(ProgressBar bar, Supplier<Progress> progress) {
		this.bar = bar;
		this.thread = Thread.ofPlatform().name("progress").daemon().unstarted(() -> {
			try {
				while (true) {
					bar.show(progress.get());
					Thread.sleep(ProgressBar.INTERVAL_NANOS / 1_000_000);
				}
			} catch (InterruptedException e) {
				// closed
			}
		});
	}

	/** Shows what is supplied, five times a second; starts no thread where there is no terminal. */
	public static ProgressTicker start(Console console, Supplier<Progress> progress) {
		ProgressTicker ticker = new ProgressTicker(console.progressBar(), progress);
		if (console.terminal().columns() > 0) {
			ticker.thread.start();
		}
		return ticker;
	}

	@Override
	public void close() {
		thread.interrupt();
		boolean interrupted = false;
		while (thread.isAlive()) {
			try {
				thread.join();
			} catch (InterruptedException e) {
				interrupted = true;
			}
		}
		bar.clear();
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}
}
