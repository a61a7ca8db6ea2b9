package backtrac.engine.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.EOFException;

import org.junit.jupiter.api.Test;

import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.run.Failure;

class ReasonsTest {

	@Test
	void thereIsAlwaysAReason() {
		for (Reason reason : Reason.values()) {
			TransportException silent = new TransportException(reason, null);
			assertFalse(Reasons.ofReading(silent).isBlank());
			assertFalse(Reasons.ofWriting(silent).isBlank());
		}
		assertEquals("EOFException", Reasons.words(new EOFException()));
		assertEquals("IllegalArgumentException", Failure.of("r", new IllegalArgumentException()).message());
	}

	@Test
	void aCauseIsTheReasonWithoutItsPath() {
		assertEquals("Input/output error", Reasons.cause("a/b", "/home/a/b: Input/output error"));
		assertEquals("Input/output error", Reasons.cause("a/b", "a/b: Input/output error"));
		assertEquals("the connection was lost", Reasons.cause("a/b", "\\\\nas\\photos\\a\\b: the connection was lost"));
		assertEquals("'…' is damaged", Reasons.cause("a/b", "'a/b' is damaged"));
		assertEquals("permission denied", Reasons.cause("a/b", "permission denied"));
		assertEquals("a problem: none", Reasons.cause("m", "a problem: none"));
		assertEquals("in use by another program", Reasons.cause("g", "in use by another program"));
		assertEquals("the root: no", Reasons.cause("", "the root: no"));
	}
}
