package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.internal.JacksonUtils;

import backtrac.api.catalog.LogLine;
import backtrac.web.status.Format;

/** Lines of a log, kept by the browser alone; see log.js, which scrolls, and asks for more. */
@Tag("bt-log")
final class LogLines extends Component {

	private static final long serialVersionUID = 1L;

	/**
	 * @param more   called when somebody looks at the end and there is more
	 * @param follow called with whether new lines are to be followed, when somebody scrolls away from the end or back to it
	 * @param start  called when somebody wants to see it from its start
	 */
	LogLines(Runnable more, Consumer<Boolean> follow, Runnable start) {
		setId("log");
		getElement().setAttribute("role", "log");
		getElement().setAttribute("aria-label", "Run log");
		getElement().setAttribute("tabindex", "0");
		getElement().addEventListener("bt-more", _ -> more.run());
		getElement().addEventListener("bt-start", _ -> start.run());
		getElement().addEventListener("bt-follow", event -> follow.accept(event.getEventData().get("event.detail").asBoolean())).addEventData("event.detail");
	}

	/** Takes all lines away. */
	void clear() {
		getElement().callJsFunction("clear");
	}

	/**
	 * Adds lines at the end.
	 *
	 * @param begin  when the run began: only lines of other days have their day
	 * @param isMore whether there are lines after them
	 */
	void add(List<LogLine> lines, boolean isMore, Instant begin, ZoneId zone) {
		List<List<String>> rows = lines.stream().map(line -> List.of(Format.seconds(line.time(), begin, zone), Format.exact(line.time(), zone),
				line.level().name().toLowerCase(Locale.ROOT), line.phase().name().toLowerCase(Locale.ROOT), line.path(), line.message())).toList();
		getElement().callJsFunction("add", JacksonUtils.listToJson(rows), isMore);
	}

	/** Says that there are lines before that are not shown. */
	void cut() {
		getElement().callJsFunction("cut");
	}

	/** Says that there is more now. */
	void hasMore() {
		getElement().callJsFunction("hasMore");
	}

	void setFollowing(boolean following) {
		getElement().setProperty("following", following);
	}

	/** Whether lines may come still. */
	void setLive(boolean live) {
		getElement().setProperty("live", live);
	}
}
