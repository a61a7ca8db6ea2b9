package backtrac.engine.store;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Does the same with many things, on all processors. */
final class Processors {

	private Processors() {
	}

	/** Something to do with the thing of a number. */
	interface Work {
		void run(int number) throws IOException, InterruptedException;
	}

	/**
	 * Does it for each number from 0 on. The first failure ends all; so does an interrupt of this thread.
	 */
	static void forEach(int numbers, Work work) throws IOException, InterruptedException {
		int threads = Math.min(numbers, Runtime.getRuntime().availableProcessors());
		if (threads == 0) {
			return;
		}
		AtomicInteger next = new AtomicInteger();
		Callable<Void> share = () -> {
			for (int i = next.getAndIncrement(); i < numbers; i = next.getAndIncrement()) {
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				work.run(i);
			}
			return null;
		};
		ExecutorService executor = Executors.newFixedThreadPool(threads, Thread.ofPlatform().daemon().name("backtrac-verify-", 1).factory());
		try {
			await(new ExecutorCompletionService<>(executor), share, threads);
		} finally {
			executor.shutdownNow();
			awaitEnd(executor);
		}
	}

	private static void await(CompletionService<Void> shares, Callable<Void> share, int threads) throws IOException, InterruptedException {
		for (int i = 0; i < threads; i++) {
			shares.submit(share);
		}
		for (int i = 0; i < threads; i++) {
			try {
				shares.take().get();
			} catch (ExecutionException e) {
				switch (e.getCause()) {
				case IOException cause -> throw cause;
				case InterruptedException cause -> throw cause;
				case RuntimeException cause -> throw cause;
				default -> throw new IllegalStateException(e.getCause());
				}
			}
		}
	}

	/** What was opened for the work must not be closed before it ends. */
	private static void awaitEnd(ExecutorService executor) {
		boolean interrupted = false;
		for (boolean over = false; !over;) {
			try {
				over = executor.awaitTermination(1, TimeUnit.HOURS);
			} catch (InterruptedException e) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}
}
