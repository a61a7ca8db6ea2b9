package backtrac.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.LogQuery;
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
		return new LogCursor(filter.query(RUN, 1));
	}

	@Test
	void aLogIsReadPageByPage() {
		tell(LogCursor.PAGE + 5, Level.INFO);
		LogCursor cursor = cursor(LogFilter.USUAL);
		Part first = cursor.next(catalog::lines);
		assertEquals(LogCursor.PAGE, first.lines().size());
		assertTrue(first.isMore());
		cursor = cursor.after(first);
		Part second = cursor.next(catalog::lines);
		assertEquals(5, second.lines().size());
		assertFalse(second.isMore());
		cursor = cursor.after(second);
		tell(1, Level.INFO);
		assertEquals(List.of(LogCursor.PAGE + 6L), cursor.next(catalog::lines).lines().stream().map(LogLine::id).toList());
	}

	@Test
	void ofALongLogThatIsFollowedOnlyTheEndIsRead() {
		int lines = 10 * LogCursor.TAIL + 3;
		tell(lines, Level.INFO);
		AtomicInteger read = new AtomicInteger();
		Function<LogQuery, List<LogLine>> source = query -> {
			List<LogLine> found = catalog.lines(query);
			read.addAndGet(found.size());
			return found;
		};
		LogCursor cursor = cursor(LogFilter.USUAL);
		Part end = cursor.rest(source);
		assertEquals(LogCursor.TAIL + 1, read.get());
		assertEquals(LogCursor.TAIL, end.lines().size());
		assertEquals(lines, end.lines().getLast().id());
		assertTrue(end.isCut());
		tell(2, Level.INFO);
		Part more = cursor.after(end).rest(source);
		assertEquals(2, more.lines().size());
		assertFalse(more.isCut());
	}

	@Test
	void nothingIsCutThatIsShort() {
		tell(LogCursor.TAIL, Level.INFO);
		Part all = cursor(LogFilter.USUAL).rest(catalog::lines);
		assertEquals(1, all.lines().getFirst().id());
		assertFalse(all.isCut());
	}

	@Test
	void theFilterHoldsForWhatComesLaterToo() {
		tell(3, Level.INFO);
		LogCursor cursor = cursor(LogFilter.USUAL.withLevel(Level.ERROR));
		Part none = cursor.rest(catalog::lines);
		assertEquals(List.of(), none.lines());
		tell(3, Level.WARNING);
		tell(1, Level.ERROR);
		assertEquals(1, cursor.after(none).rest(catalog::lines).lines().size());
	}
}
