package backtrac.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.job.Progress.Phase;
import backtrac.web.page.LogCursor.Part;

class LogCursorTest {

	private static final String RUN = "r1";

	private final MemoryCatalog catalog = new MemoryCatalog();

	private void tell(int lines, Level level) {
		catalog.append(IntStream.range(0, lines).mapToObj(i -> new LogLine(0, RUN, Instant.EPOCH, level, Phase.COPYING, "", "line", "")).toList());
	}

	private LogCursor cursor(LogFilter filter) {
		return new LogCursor(filter.query(RUN, LogCursor.PAGE), catalog::lines);
	}

	@Test
	void aLogIsReadPageByPage() {
		tell(LogCursor.PAGE + 5, Level.INFO);
		LogCursor cursor = cursor(LogFilter.USUAL);
		Part first = cursor.next();
		assertEquals(LogCursor.PAGE, first.lines().size());
		assertTrue(first.isMore());
		Part second = cursor.next();
		assertEquals(5, second.lines().size());
		assertFalse(second.isMore());
		tell(1, Level.INFO);
		assertEquals(List.of(LogCursor.PAGE + 6L), cursor.next().lines().stream().map(LogLine::id).toList());
	}

	@Test
	void ofALongLogThatIsFollowedOnlyTheEndIsShown() {
		int lines = 10 * LogCursor.TAIL + 3;
		tell(lines, Level.INFO);
		LogCursor cursor = cursor(LogFilter.USUAL);
		Part end = cursor.rest();
		assertEquals(LogCursor.TAIL, end.lines().size());
		assertEquals(lines, end.lines().getLast().id());
		assertEquals(lines - LogCursor.TAIL, end.skipped());
		tell(2, Level.INFO);
		Part more = cursor.rest();
		assertEquals(2, more.lines().size());
		assertEquals(0, more.skipped());
	}

	@Test
	void theFilterHoldsForWhatComesLaterToo() {
		tell(3, Level.INFO);
		LogCursor cursor = cursor(LogFilter.USUAL.withLevel(Level.ERROR));
		assertEquals(List.of(), cursor.rest().lines());
		tell(3, Level.WARNING);
		tell(1, Level.ERROR);
		assertEquals(1, cursor.rest().lines().size());
	}
}
