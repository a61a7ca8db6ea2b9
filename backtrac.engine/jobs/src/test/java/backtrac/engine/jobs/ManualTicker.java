package backtrac.engine.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A ticker whose time passes when a test says so. */
final class ManualTicker implements Ticker {

	private final List<Task> tasks = new ArrayList<>();
	private Duration now = Duration.ZERO;

	private static final class Task {

		private final Duration pause;
		private final Runnable work;
		private Duration next;

		Task(Duration pause, Runnable work, Duration next) {
			this.pause = pause;
			this.work = work;
			this.next = next;
		}
	}

	/** Lets time pass, and does in it what is due, in order. */
	void pass(Duration time) {
		Duration end = now.plus(time);
		for (;;) {
			Task first = tasks.stream().min(Comparator.comparing((Task task) -> task.next)).orElseThrow();
			if (first.next.compareTo(end) > 0) {
				now = end;
				return;
			}
			now = first.next;
			first.next = now.plus(first.pause);
			first.work.run();
		}
	}

	@Override
	public void every(Duration pause, Runnable task) {
		tasks.add(new Task(pause, task, now.plus(pause)));
	}

	@Override
	public void await(Runnable task, Duration patience) {
		task.run();
	}

	@Override
	public void close() {
		// nothing goes on by itself
	}
}
