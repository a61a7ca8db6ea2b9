package backtrac.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.time.Instant;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.job.Progress.Phase;
import backtrac.web.page.LogCursor.Part;

class LogWishTest {

	private static final String RUN = "r1";
	private static final int LINES = 2 * LogCursor.TAIL;

	private final MemoryCatalog catalog = new MemoryCatalog();
	private final LogWish start = new LogWish(new LogCursor(LogFilter.USUAL.query(RUN, 1)), true, false);

	@BeforeEach
	void tell() {
		catalog.append(IntStream.range(0, LINES).mapToObj(_ -> new LogLine(0, RUN, Instant.EPOCH, Level.INFO, Phase.COPYING, "", "line", "")).toList());
	}

	@Test
	void aRunThatWorksIsShownAtItsEndAndOneThatHasEndedFromItsStart() {
		assertEquals(LINES, start.read(true, catalog::lines).part().lines().getLast().id());
		assertEquals(1, start.read(false, catalog::lines).part().lines().getFirst().id());
	}

	@Test
	void whoDoesNotFollowReadsNothing() {
		Part first = start.read(false, catalog::lines).part();
		assertNull(start.after(first, false).read(true, catalog::lines).part());
		assertEquals(LINES, start.after(first, true).read(true, catalog::lines).part().lines().getLast().id());
		assertEquals(LogCursor.PAGE + 1L, start.after(first, false).page(catalog::lines).part().lines().getFirst().id());
	}

	@Test
	void anAnswerIsOfOneWishOnly() {
		LogWish.Answer answer = start.read(false, catalog::lines);
		assertSame(start, answer.wish());
		assertNotEquals(answer.wish(), start.after(answer.part(), false));
		assertNotEquals(answer.wish(), start.withEnd(true));
	}

	@Test
	void whatCannotBeReadIsSaid() {
		CatalogException away = new CatalogException("the database is away");
		LogWish.Answer answer = start.read(true, _ -> {
			throw away;
		});
		assertSame(away, answer.trouble());
		assertNull(answer.part());
	}
}
