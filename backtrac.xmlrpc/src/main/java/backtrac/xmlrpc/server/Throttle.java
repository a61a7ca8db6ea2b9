package backtrac.xmlrpc.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who tries tokens: after {@value #FREE} wrong ones from an address its calls are refused unchecked for a second, and for twice
 * as long after each further one, up to {@link #LONGEST}. A token that was good from there within the last hour is not held up, so that
 * a wrong one on a machine does not stop the others. Safe for use by several threads.
 */
final class Throttle {

	static final int FREE = 5;
	static final Duration FIRST = Duration.ofSeconds(1);
	static final Duration LONGEST = Duration.ofSeconds(60);
	static final Duration REMEMBERED = Duration.ofHours(1);

	/** So many addresses and tokens are remembered, that memory has an end too. */
	static final int MOST = 10_000;

	private record Failures(int count, Instant last) {
	}

	private record Good(String network, String token) {
	}

	private final Clock clock;
	private final Map<String, Failures> failures = new Latest<>();
	private final Map<Good, Instant> good = new Latest<>();

	Throttle(Clock clock) {
		this.clock = clock;
	}

	/**
	 * How long a token is not checked yet; zero if it is.
	 *
	 * @param network see {@link Network}
	 * @param token   something that tells tokens apart, but is none
	 */
	synchronized Duration wait(String network, String token) {
		Instant now = clock.instant();
		Failures made = failures.get(network);
		if (made == null || made.count < FREE || isWithin(good.get(new Good(network, token)), now)) {
			return Duration.ZERO;
		}
		Duration left = Duration.between(now, made.last.plus(pause(made.count)));
		return left.isNegative() ? Duration.ZERO : left;
	}

	/** A token was wrong. */
	synchronized void failed(String network) {
		Instant now = clock.instant();
		Failures made = failures.get(network);
		failures.put(network, new Failures(made != null && isWithin(made.last, now) ? made.count + 1 : 1, now));
	}

	/** A token was good. */
	synchronized void succeeded(String network, String token) {
		good.put(new Good(network, token), clock.instant());
	}

	private static Duration pause(int count) {
		Duration pause = FIRST.multipliedBy(1L << Math.min(10, count - FREE));
		return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
	}

	private static boolean isWithin(Instant then, Instant now) {
		return then != null && now.isBefore(then.plus(REMEMBERED));
	}

	/** A map that lets go of what has not been asked for longest. */
	private static final class Latest<K, V> extends LinkedHashMap<K, V> {

		private static final long serialVersionUID = 1L;

		Latest() {
			super(16, 0.75f, true);
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
			return size() > MOST;
		}
	}
}
