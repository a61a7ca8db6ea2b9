package backtrac.web.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogQuery;

/** Reads a run's log from its start to its end, and on when there is more. For one thread at a time. */
final class LogCursor {

	/** How many lines are read at a time. */
	static final int PAGE = 300;

	/** Of a log that is followed, so many lines at the end are shown. */
	static final int TAIL = 500;

	private final LogQuery query;
	private final Function<LogQuery, List<LogLine>> source;
	private long after;

	/**
	 * What was read.
	 *
	 * @param skipped how many lines before them were left out
	 * @param isMore  whether there may be more now
	 */
	record Part(List<LogLine> lines, long skipped, boolean isMore) {
	}

	/** @param query whose limit does not matter */
	LogCursor(LogQuery query, Function<LogQuery, List<LogLine>> source) {
		this.query = query;
		this.source = source;
	}

	/** The next page. */
	Part next() {
		List<LogLine> lines = read(PAGE);
		return new Part(lines, 0, lines.size() == PAGE);
	}

	/** All that is left, as far as that is not too much: then only its end. */
	Part rest() {
		Deque<LogLine> tail = new ArrayDeque<>();
		long skipped = 0;
		List<LogLine> lines;
		do {
			lines = read(4 * TAIL);
			for (LogLine line : lines) {
				tail.add(line);
				if (tail.size() > TAIL) {
					tail.remove();
					skipped++;
				}
			}
		} while (lines.size() == 4 * TAIL);
		return new Part(new ArrayList<>(tail), skipped, false);
	}

	private List<LogLine> read(int limit) {
		List<LogLine> lines = source.apply(new LogQuery(query.runId(), query.level(), query.text(), query.cause(), after, limit));
		if (!lines.isEmpty()) {
			after = lines.getLast().id();
		}
		return lines;
	}
}
