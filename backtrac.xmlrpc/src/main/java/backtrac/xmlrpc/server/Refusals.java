package backtrac.xmlrpc.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import backtrac.api.access.AuditEntry;

/**
 * Makes few lines of many refusals, lest they fill the audit log: the first of a kind is a line at once, those that follow are counted and
 * are one line a minute. Safe for use by several threads.
 */
final class Refusals {

	static final Duration PAUSE = Duration.ofMinutes(1);

	private record Kind(String who, String network, String action) {
	}

	private static final Kind OTHERS = new Kind("", "", "");

	/** What was refused since the last line of its kind. */
	private static final class Tally {
		private Instant written;
		private AuditEntry last;
		private int count;

		Tally(Instant written) {
			this.written = written;
		}
	}

	private final Clock clock;
	private final int most;
	private final Map<Kind, Tally> tallies = new HashMap<>();
	private Instant look = Instant.MAX;

	/** @param most how many kinds are told apart at once: more of them have one line together, so that there is an end to lines and memory */
	Refusals(Clock clock, int most) {
		this.clock = clock;
		this.most = most;
	}

	/** Takes note of one, and tells what is to be written now. */
	synchronized List<AuditEntry> add(AuditEntry refused) {
		List<AuditEntry> lines = new ArrayList<>(due());
		Kind own = new Kind(refused.who(), Network.of(refused.address()), refused.action());
		Kind kind = tallies.containsKey(own) || tallies.size() < most ? own : OTHERS;
		Tally tally = tallies.get(kind);
		if (tally == null) {
			Instant now = clock.instant();
			tallies.put(kind, new Tally(now));
			look = look.isBefore(now.plus(PAUSE)) ? look : now.plus(PAUSE);
			lines.add(refused);
		} else {
			tally.count++;
			tally.last = kind == own ? refused : new AuditEntry(0, refused.time(), "", "", refused.action(), "from many addresses", refused.result());
		}
		return lines;
	}

	/** What is to be written now of what was counted. */
	synchronized List<AuditEntry> due() {
		Instant now = clock.instant();
		return now.isBefore(look) ? List.of() : take(now.minus(PAUSE), now);
	}

	/** The same, at the end. */
	synchronized List<AuditEntry> rest() {
		Instant now = clock.instant();
		return take(now, now);
	}

	private List<AuditEntry> take(Instant upTo, Instant now) {
		List<AuditEntry> lines = new ArrayList<>();
		look = Instant.MAX;
		for (Iterator<Tally> all = tallies.values().iterator(); all.hasNext();) {
			Tally tally = all.next();
			if (!tally.written.isAfter(upTo)) {
				if (tally.count == 0) {
					all.remove();
					continue;
				}
				lines.add(summary(tally));
				tally.count = 0;
				tally.written = now;
			}
			Instant next = tally.written.plus(PAUSE);
			look = look.isBefore(next) ? look : next;
		}
		return lines;
	}

	private static AuditEntry summary(Tally tally) {
		AuditEntry last = tally.last;
		String more = tally.count + " more since " + tally.written.truncatedTo(ChronoUnit.SECONDS);
		return new AuditEntry(0, last.time(), last.who(), last.address(), last.action(), last.details().isEmpty() ? more : last.details() + "; " + more,
				last.result());
	}
}
