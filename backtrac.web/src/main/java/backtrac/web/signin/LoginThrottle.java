package backtrac.web.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Slows down who guesses passwords: after {@value #FREE} failures from one address, or for one name, each further one
 * doubles the time to wait. Nobody is locked out for good, and an address from which a name has signed in before does not
 * wait for the failures that others made with that name. Safe for use by several threads.
 */
@Component(service = LoginThrottle.class)
public final class LoginThrottle {

	static final int FREE = 5;
	static final Duration LONGEST_OF_ADDRESS = Duration.ofMinutes(15);
	static final Duration LONGEST_OF_NAME = Duration.ofMinutes(1);
	static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

	/** So many addresses and names are remembered, that memory has an end too. */
	static final int MOST = 10_000;

	private record Failures(int count, Instant last) {
	}

	private final Clock clock;
	private final Map<String, Failures> failures = new Newest<>();
	private final Map<String, String> lastAddressOfName = new Newest<>();

	@Activate
	public LoginThrottle() {
		this(Clock.systemUTC());
	}

	LoginThrottle(Clock clock) {
		this.clock = clock;
	}

	/**
	 * Asks whether a password may be checked, and counts the attempt as failed until {@link #succeeded} takes that back.
	 *
	 * @return how long to wait before the next attempt; zero if this one may go on
	 */
	public synchronized Duration attempt(String address, String name) {
		Instant now = clock.instant();
		Duration wait = waitFor(address(address), LONGEST_OF_ADDRESS, now);
		if (!address.equals(lastAddressOfName.get(name(name)))) {
			Duration ofName = waitFor(name(name), LONGEST_OF_NAME, now);
			wait = ofName.compareTo(wait) > 0 ? ofName : wait;
		}
		if (wait.isZero()) {
			count(address(address), now);
			count(name(name), now);
		}
		return wait;
	}

	/** The attempt was right. */
	public synchronized void succeeded(String address, String name) {
		failures.remove(address(address));
		failures.remove(name(name));
		lastAddressOfName.put(name(name), address);
	}

	private Duration waitFor(String key, Duration longest, Instant now) {
		Failures made = failures.get(key);
		if (made == null || made.count < FREE || now.isAfter(made.last.plus(FORGOTTEN_AFTER))) {
			return Duration.ZERO;
		}
		Duration pause = Duration.ofSeconds(1L << Math.min(20, made.count - FREE + 1));
		Duration left = Duration.between(now, made.last.plus(pause.compareTo(longest) > 0 ? longest : pause));
		return left.isNegative() ? Duration.ZERO : left;
	}

	private void count(String key, Instant now) {
		Failures made = failures.remove(key);
		boolean forgotten = made == null || now.isAfter(made.last.plus(FORGOTTEN_AFTER));
		failures.put(key, new Failures(forgotten ? 1 : made.count + 1, now));
	}

	private static String address(String address) {
		return "from " + address;
	}

	private static String name(String name) {
		return "of " + name.toLowerCase(Locale.ROOT);
	}

	/** A map that lets go of what was put in first. */
	private static final class Newest<V> extends LinkedHashMap<String, V> {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
			return size() > MOST;
		}
	}
}
