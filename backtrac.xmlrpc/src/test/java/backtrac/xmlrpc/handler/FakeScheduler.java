package backtrac.xmlrpc.handler;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

import backtrac.api.schedule.Scheduler;
import backtrac.api.schedule.Timing;

/** A scheduler that knows one schedule, {@code hourly}. */
public final class FakeScheduler implements Scheduler {

	private int wakes;
	private Runnable onPreview = () -> {
	};

	/** How often it was asked to look. */
	public int wakes() {
		return wakes;
	}

	/** What happens while the next runs are reckoned. */
	public void onPreview(Runnable what) {
		onPreview = what;
	}

	@Override
	public List<Instant> preview(String planId, Timing timing, Instant after, int count) {
		onPreview.run();
		return switch (timing.schedule()) {
		case "" -> List.of();
		case "hourly" -> LongStream.rangeClosed(1, count).mapToObj(hour -> after.plusSeconds(3600 * hour).plus(timing.jitter())).toList();
		default -> throw new IllegalArgumentException("a schedule is 'hourly', not '" + timing.schedule() + "'");
		};
	}

	@Override
	public void wake() {
		wakes++;
	}
}
