package backtrac.xmlrpc.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import backtrac.api.access.AuditEntry;

class RefusalsTest {

	private static final int MOST = 3;

	private final TestClock clock = new TestClock();
	private final Refusals refusals = new Refusals(clock, MOST);
	private final List<AuditEntry> lines = new ArrayList<>();

	private void refuse(String who, String address, int times) {
		for (int i = 0; i < times; i++) {
			lines.addAll(refusals.add(new AuditEntry(0, clock.instant(), who, address, "refused", "", "no")));
		}
	}

	private List<String> taken() {
		List<String> texts = lines.stream().map(line -> line.who() + "@" + line.address() + " " + line.details()).toList();
		lines.clear();
		return texts;
	}

	@Test
	void theFirstIsALineAndFurtherOnesAreOneAMinute() {
		refuse("", "192.0.2.1", 100);
		assertEquals(List.of("@192.0.2.1 "), taken());
		clock.pass(Refusals.PAUSE);
		refuse("", "192.0.2.1", 50);
		assertEquals(List.of("@192.0.2.1 99 more since 2026-03-29T00:59:59Z"), taken());
		clock.pass(Refusals.PAUSE);
		lines.addAll(refusals.due());
		assertEquals(List.of("@192.0.2.1 50 more since 2026-03-29T01:00:59Z"), taken());
	}

	@Test
	void whatIsQuietForAMinuteBeginsAnew() {
		refuse("", "192.0.2.1", 1);
		clock.pass(Refusals.PAUSE);
		lines.addAll(refusals.due());
		refuse("", "192.0.2.1", 1);
		assertEquals(List.of("@192.0.2.1 ", "@192.0.2.1 "), taken());
	}

	@Test
	void eachHasItsOwnLine() {
		refuse("", "2001:db8::1", 1);
		refuse("", "2001:db8::2", 1);
		refuse("", "192.0.2.1", 1);
		refuse("ci", "192.0.2.1", 1);
		assertEquals(List.of("@2001:db8::1 ", "@192.0.2.1 ", "ci@192.0.2.1 "), taken());
	}

	@Test
	void manyAddressesHaveOneLineTogether() {
		for (int i = 0; i < 250; i++) {
			refuse("", "192.0.2." + i, 1);
		}
		assertEquals(MOST + 1, taken().size());
		clock.pass(Refusals.PAUSE);
		lines.addAll(refusals.due());
		assertEquals(List.of("@ from many addresses; 246 more since 2026-03-29T00:59:59Z"), taken());
	}

	@Test
	void nothingIsLostAtTheEnd() {
		refuse("", "192.0.2.1", 3);
		taken();
		assertEquals(List.of(), refusals.due());
		lines.addAll(refusals.rest());
		assertTrue(taken().getFirst().contains("2 more"));
		assertEquals(List.of(), refusals.rest());
	}
}
