package backtrac.api.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

class ConfigFileTest {

	private final ConfigFile file = new ConfigFile("etc/x.cfg");

	@Test
	void whatMakesSenseCounts() {
		assertEquals(7, file.number("runs", " 7 ", 4));
		assertEquals(9999, file.number("runs", "09999", 4));
		assertEquals(OptionalInt.of(30), file.days("days", "30"));
		assertTrue(file.isTrue("open", "TRUE "));
		assertFalse(file.isTrue("open", "false"));
		assertEquals(List.of(), file.problems());
	}

	@Test
	void whatMakesNoSenseIsToldAndTheUsualCounts() {
		for (String wrong : List.of("", "0", "-3", "many", "1.5", "10000", "99999999999", "1_000")) {
			ConfigFile one = new ConfigFile("etc/x.cfg");
			assertEquals(4, one.number("runs", wrong, 4));
			assertEquals(List.of("etc/x.cfg: runs is '" + wrong + "' and must be a number from 1 to 9999: until that is mended the server takes 4"), one.problems());
		}
		assertFalse(file.isTrue("open", "yes"));
		file.tell("something else is wrong");
		assertEquals(List.of("etc/x.cfg: open is 'yes' and must be true or false: until that is mended the server takes false",
				"etc/x.cfg: something else is wrong"), file.problems());
	}

	@Test
	void noWrongNumberRemovesAnything() {
		for (String wrong : List.of("0", "-1", "730 days", "73000")) {
			assertEquals(OptionalInt.empty(), file.days("auditDays", wrong));
		}
		assertEquals("etc/x.cfg: auditDays is '0' and must be a number from 1 to 9999: until that is mended nothing is removed", file.problems().getFirst());
	}
}
