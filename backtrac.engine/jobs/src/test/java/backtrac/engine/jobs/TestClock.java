package backtrac.engine.jobs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that is set by hand. */
final class TestClock extends Clock {

	static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

	private final Duration step;
	private Instant now = START;

	TestClock() {
		this(Duration.ZERO);
	}

	/** @param step by which it goes on each time it is asked */
	TestClock(Duration step) {
		this.step = step;
	}

	synchronized void pass(Duration time) {
		now = now.plus(time);
	}

	@Override
	public synchronized Instant instant() {
		now = now.plus(step);
		return now;
	}

	@Override
	public ZoneId getZone() {
		return ZoneOffset.UTC;
	}

	@Override
	public Clock withZone(ZoneId zone) {
		throw new UnsupportedOperationException();
	}
}
