package backtrac.xmlrpc.handler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

import backtrac.xmlrpc.server.Caller;

class WaitsTest {

	private static final Caller NAS = Callers.restoring("nas");
	private static final Caller DESK = Callers.restoring("desk");
	private static final Caller WEB = Callers.restoring("web");

	private final Waits waits = new Waits(3, 2);

	/** How long a call may wait while others do. */
	private int granted(Caller caller, Caller... others) {
		if (others.length == 0) {
			return caller.answering(() -> waits.ask(100, wait -> wait));
		}
		Caller[] rest = new Caller[others.length - 1];
		System.arraycopy(others, 1, rest, 0, rest.length);
		return others[0].answering(() -> waits.ask(100, _ -> granted(caller, rest)));
	}

	@Test
	void aTokenWaitsAFewTimesAtOnce() {
		assertEquals(100, granted(NAS, NAS));
		assertEquals(0, granted(NAS, NAS, NAS));
		assertEquals(100, granted(DESK, NAS, NAS));
	}

	@Test
	void allTogetherWaitABoundedNumberOfTimes() {
		assertEquals(100, granted(WEB, NAS, DESK));
		assertEquals(0, granted(WEB, NAS, NAS, DESK));
	}

	@Test
	void aPlaceIsFreeAgainWhateverTheAnswer() {
		for (int i = 0; i < 3; i++) {
			assertThrows(IllegalStateException.class, () -> NAS.answering(() -> waits.ask(100, _ -> {
				throw new IllegalStateException();
			})));
		}
		assertEquals(100, granted(NAS));
	}

	@Test
	void whoDoesNotWaitNeedsNoPlace() {
		assertEquals("0", NAS.answering(() -> waits.ask(0, Integer::toString)));
		assertEquals("-1", NAS.answering(() -> waits.ask(-1, Integer::toString)), "which its handler refuses");
	}
}
