package backtrac.web.page;

import java.util.List;
import java.util.function.Function;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogQuery;

/**
 * A place in a run's log, from which it is read on.
 *
 * @param query which lines, those after the place; its limit does not matter
 */
record LogCursor(LogQuery query) {

	/** How many lines are read at a time. */
	static final int PAGE = 300;

	/** Of a log that is followed, so many lines at the end are shown. */
	static final int TAIL = 500;

	/**
	 * What was read.
	 *
	 * @param isCut  whether lines before them were left out
	 * @param isMore whether there may be more now
	 */
	record Part(List<LogLine> lines, boolean isCut, boolean isMore) {
	}

	/** The next page. */
	Part next(Function<LogQuery, List<LogLine>> source) {
		List<LogLine> lines = source.apply(query.first(PAGE));
		return new Part(lines, false, lines.size() == PAGE);
	}

	/** All that is left, as far as that is not too much: then only its end. */
	Part rest(Function<LogQuery, List<LogLine>> source) {
		List<LogLine> lines = source.apply(query.last(TAIL + 1));
		boolean isCut = lines.size() > TAIL;
		return new Part(isCut ? List.copyOf(lines.subList(1, lines.size())) : lines, isCut, false);
	}

	/** The place after what was read. */
	LogCursor after(Part part) {
		return part.lines().isEmpty() ? this : new LogCursor(query.after(part.lines().getLast().id()));
	}
}
