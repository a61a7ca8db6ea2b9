package backtrac.xmlrpc.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.api.job.RunState;

class ValuesTest {

	record Range(long from, Long upTo) {
		Range {
			if (upTo != null && upTo < from) {
				throw new IllegalArgumentException("it ends before it begins");
			}
		}
	}

	@Test
	void aLongTakesNoMoreThanItNeeds() {
		assertEquals(5, Values.toWire(5L));
		assertEquals(5_000_000_000L, Values.toWire(5_000_000_000L));
	}

	@Test
	void whatIsMissingInARecordIsLeftOut() {
		Map<?, ?> struct = (Map<?, ?>) Values.toWire(new Range(1, null));
		assertEquals(Map.of("from", 1), struct);
		assertEquals(new Range(1, null), Values.fromCall(struct, Range.class, "range"));
	}

	@Test
	void whatANewerServerAddsToAnAnswerIsPassedOver() {
		assertEquals(new Range(1, 2L), Values.fromAnswer(Map.of("from", 1, "up_to", "2", "colour", "red"), Range.class, "range"));
	}

	@Test
	void whatACallHasTooMuchIsRefused() {
		assertMessage("range has no member 'upTo': there are from, up_to", Map.of("from", 1, "upTo", 2), Range.class);
		assertMessage("range's first has no member 'colour': there are from, up_to", Map.of("first", Map.of("from", 1, "colour", "red")), Pair.class);
		assertMessage("an element of range's more has no member 'x': there are from, up_to",
				Map.of("first", Map.of("from", 1), "more", new Object[] { Map.of("x", 1) }), Pair.class);
	}

	record Pair(Range first, List<Range> more) {
	}

	@Test
	void messagesNameWhatIsWrong() {
		assertMessage("range's from must be an integer from -9223372036854775808 to 9223372036854775807", Map.of("up_to", 2), Range.class);
		assertMessage("range must be of type struct", 5, Range.class);
		assertMessage("range: it ends before it begins", Map.of("from", 2, "up_to", 1), Range.class);
		assertMessage("range must be an integer from -2147483648 to 2147483647", 5_000_000_000L, int.class);
		assertMessage("range must be one of [QUEUED, RUNNING, SUCCEEDED, PARTIAL, FAILED, CANCELLED, INTERRUPTED]", "LOST", RunState.class);
		assertThrows(IllegalArgumentException.class, () -> Values.toWire(Instant.EPOCH));
		assertThrows(IllegalArgumentException.class, () -> Values.typeName(Instant.class));
		assertNull(Values.fromCall(null, Range.class, "range"));
	}

	@Test
	void messagesSayNothingOfClasses() {
		assertMessage("range lacks a member, or has one that makes no sense", Map.of("name", "x"), Picky.class);
	}

	record Picky(String name, String other) {
		Picky {
			other.length();
		}
	}

	@Test
	void whoTakesGzip() {
		for (String header : new String[] { "gzip", "deflate, GZIP", "gzip;q=0.5", "br;q=1, gzip ; q=1", "x,gzip" }) {
			assertTrue(Gzip.isAccepted(header), header);
		}
		for (String header : new String[] { null, "", "identity", "gzip;q=0", "gzip; q=0.0", "xgzip", "gzipx" }) {
			assertFalse(Gzip.isAccepted(header), header);
		}
	}

	@Test
	void whatIsCompressedAlreadyIsNotCompressedAgain() {
		assertTrue(Gzip.isWorthwhile(50_000, List.of("text", new byte[1000])));
		assertFalse(Gzip.isWorthwhile(30_000, "text"));
		assertFalse(Gzip.isWorthwhile(50_000, Map.of("blob", new Object[] { new byte[30_000], "text" })));
	}

	@Test
	void onlyTextThatXmlCarriesIsPrintable() {
		String good = "a\tb\r\n\ud83d\ude00\uFFFD";
		assertEquals(good, XmlText.printable(good));
		assertEquals("\uFFFDa\uFFFD\uFFFD\uFFFD", XmlText.printable("\0a\ud83d\uFFFF\ude00"));
		assertFalse(XmlText.printable("\u001b[31m").contains("\u001b"));
	}

	private static void assertMessage(String expected, Object value, Class<?> type) {
		assertEquals(expected, assertThrows(IllegalArgumentException.class, () -> Values.fromCall(value, type, "range")).getMessage());
	}
}
