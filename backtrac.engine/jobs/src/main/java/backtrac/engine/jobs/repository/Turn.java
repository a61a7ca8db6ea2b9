package backtrac.engine.jobs.repository;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

import backtrac.api.store.RepositoryBusyException;

/**
 * Waits for a repository that somebody else works on: a backup does not fail because a prune runs, nor a prune because a
 * backup does.
 *
 * @param attempts how often to ask, at least once
 * @param between  how long to wait before asking again
 * @param waiting  told once, when the wait begins, who has the repository
 */
public record Turn(int attempts, Duration between, Consumer<String> waiting) {

	private static final Duration HOURS = Duration.ofHours(6);
	private static final Duration SECOND = Duration.ofSeconds(1);

	/** Something that needs the repository. */
	public interface Work<T> {
		T run() throws IOException, InterruptedException;
	}

	/** How to wait. */
	public interface Pause {
		void pause(Duration time) throws InterruptedException;
	}

	/** Does not wait. */
	public static final Turn NOW = new Turn(1, Duration.ZERO, busy -> {
	});

	/** Waits as long as any prune of a night may take: six hours. */
	public static Turn await(Consumer<String> waiting) {
		return new Turn((int) HOURS.dividedBy(SECOND), SECOND, waiting);
	}

	/**
	 * Does something as soon as the repository is free.
	 *
	 * @throws RepositoryBusyException if it never was
	 * @throws InterruptedException    if the thread was interrupted while it waited or worked
	 */
	public <T> T take(Work<T> work) throws IOException, InterruptedException {
		return take(work, Thread::sleep);
	}

	public <T> T take(Work<T> work, Pause pause) throws IOException, InterruptedException {
		for (int attempt = 1;; attempt++) {
			try {
				return work.run();
			} catch (RepositoryBusyException e) {
				if (attempt >= attempts) {
					throw e;
				}
				if (attempt == 1) {
					waiting.accept(e.who());
				}
			}
			pause.pause(between);
		}
	}
}
