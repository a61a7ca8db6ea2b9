package backtrac.web.page;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogQuery;
import backtrac.web.page.LogCursor.Part;

/**
 * What a page wants to have read of a run's log. The updater reads it without the session's lock, while the page goes on and may come
 * to want something else: an answer to another wish than the page's is of no use any more.
 *
 * @param cursor from here on
 * @param isNew  whether nothing of it is shown yet
 * @param toEnd  whether all that comes is wanted
 */
record LogWish(LogCursor cursor, boolean isNew, boolean toEnd) {

	/**
	 * What was read.
	 *
	 * @param wish    what for
	 * @param part    null if nothing is wanted now, or could be read
	 * @param trouble why nothing could be read; null if it could
	 */
	record Answer(LogWish wish, Part part, CatalogException trouble) {
	}

	/** @param isLive whether the run may tell more: then its latest lines come first, else the log begins with its start */
	Answer read(boolean isLive, Function<LogQuery, List<LogLine>> source) {
		if (isNew && !isLive) {
			return page(source);
		}
		return isNew || toEnd ? answer(() -> cursor.rest(source)) : new Answer(this, null, null);
	}

	/** The next page, whatever else is wanted. */
	Answer page(Function<LogQuery, List<LogLine>> source) {
		return answer(() -> cursor.next(source));
	}

	private Answer answer(Supplier<Part> reading) {
		try {
			return new Answer(this, reading.get(), null);
		} catch (CatalogException e) {
			return new Answer(this, null, e);
		}
	}

	/** What is wanted after a part was shown. */
	LogWish after(Part part, boolean goesOn) {
		return new LogWish(cursor.after(part), false, goesOn);
	}

	/** The same, with or without all that comes. */
	LogWish withEnd(boolean goesOn) {
		return new LogWish(cursor, isNew, goesOn);
	}
}
