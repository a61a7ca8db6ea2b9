package backtrac.web.page;

import java.util.List;
import java.util.Locale;

import com.vaadin.flow.router.QueryParameters;

import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.LogQuery;

/**
 * Which lines of a run's log are shown; it stands in the page's address.
 *
 * @param level of this level or a graver one
 * @param text  with this in it; empty for all
 * @param cause of this cause; empty for all
 */
record LogFilter(Level level, String text, String cause) {

	static final LogFilter USUAL = new LogFilter(Level.INFO, "", "");

	static LogFilter of(QueryParameters parameters) {
		Level level = List.of(Level.values()).stream().filter(each -> each.name().equalsIgnoreCase(parameters.getSingleParameter("level").orElse("")))
				.findFirst().orElse(USUAL.level);
		return new LogFilter(level, parameters.getSingleParameter("text").orElse(""), parameters.getSingleParameter("cause").orElse(""));
	}

	QueryParameters parameters() {
		QueryParameters all = level == USUAL.level ? QueryParameters.empty() : QueryParameters.of("level", level.name().toLowerCase(Locale.ROOT));
		all = text.isEmpty() ? all : all.merging("text", text);
		return cause.isEmpty() ? all : all.merging("cause", cause);
	}

	LogFilter withLevel(Level other) {
		return new LogFilter(other, text, cause);
	}

	LogFilter withText(String other) {
		return new LogFilter(level, other.strip(), cause);
	}

	LogFilter withCause(String other) {
		return new LogFilter(level, text, other);
	}

	LogQuery query(String runId, int limit) {
		return new LogQuery(runId, level, text, cause, 0, limit);
	}
}
