package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogQuery;
import backtrac.web.live.Services;
import backtrac.web.page.LogCursor.Part;

/** The log of a run: filtered, followed while the run works, downloaded. */
final class LogPanel extends Div {

	private static final long serialVersionUID = 1L;
	private static final Logger log = LoggerFactory.getLogger(LogPanel.class);

	private final transient Services services;
	private final String runId;
	private final transient ZoneId zone;
	private final transient Runnable refresh;
	private final LogTools tools;
	private final Paragraph nothing = new Paragraph();
	private final LogLines lines = new LogLines(this::more, this::follow, this::fromStart);
	private transient LogFilter filter = LogFilter.USUAL;
	private transient volatile LogWish wish;
	private transient Instant begin = Instant.EPOCH;
	private boolean live;
	private boolean isEmpty = true;

	/**
	 * @param go      called with what is to be shown
	 * @param refresh has the run be read again soon, with {@link #read}
	 */
	LogPanel(String runId, Services services, ZoneId zone, Consumer<LogFilter> go, Runnable refresh) {
		this.runId = runId;
		this.services = services;
		this.zone = zone;
		this.refresh = refresh;
		addClassName("bt-log-panel");
		nothing.setId("log-empty");
		nothing.addClassName("bt-none");
		tools = new LogTools(runId, services, go, on -> {
			lines.setFollowing(on);
			follow(on);
		});
		add(tools, nothing, lines);
		nothing.setVisible(false);
		filter(LogFilter.USUAL);
	}

	/** Has the lines of a filter shown from anew, when they have been read. */
	void filter(LogFilter now) {
		filter = now;
		tools.show(now);
		wish = start();
	}

	private LogWish start() {
		return new LogWish(new LogCursor(filter.query(runId, LogCursor.PAGE)), true, false);
	}

	/** Reads what is to be shown next. Blocks for the database; by any thread, as the only method here. */
	LogWish.Answer read(boolean isLive) {
		return wish.read(isLive, this::source);
	}

	private List<LogLine> source(LogQuery query) {
		return services.log().orElseThrow(() -> new CatalogException("The catalog is not running.")).lines(query);
	}

	/**
	 * Shows what was read.
	 *
	 * @param begun  when the run began
	 * @param isLive as when it was read
	 */
	void show(LogWish.Answer answer, Instant begun, boolean isLive) {
		if (!answer.wish().equals(wish)) {
			refresh.run();
			return;
		}
		begin = begun;
		if (wish.isNew()) {
			setLive(isLive);
		}
		if (answer.trouble() == null && answer.part() == null) {
			lines.hasMore();
		} else {
			add(answer);
		}
		if (live && !isLive) {
			setLive(false);
		}
	}

	private void setLive(boolean isLive) {
		live = isLive;
		tools.setLive(isLive);
		lines.setLive(isLive);
		setFollowing(isLive);
		say();
	}

	private void setFollowing(boolean on) {
		tools.setFollowing(on);
		lines.setFollowing(on);
		wish = wish.withEnd(on || isEmpty);
	}

	private void more() {
		add(wish.page(this::source));
	}

	private void follow(boolean on) {
		tools.setFollowing(on);
		wish = wish.withEnd(on || isEmpty);
		if (on) {
			refresh.run();
		}
	}

	private void fromStart() {
		setFollowing(false);
		wish = start();
		add(read(false));
	}

	private void add(LogWish.Answer answer) {
		if (answer.trouble() != null) {
			log.warn("The log of run {} cannot be read", runId, answer.trouble());
			nothing.setText("The log cannot be read: " + answer.trouble().getMessage());
			nothing.setVisible(true);
			lines.setVisible(false);
			return;
		}
		Part part = answer.part();
		if (wish.isNew() || part.isCut()) {
			lines.clear();
		}
		if (part.isCut()) {
			lines.cut();
		}
		isEmpty = part.lines().isEmpty() && (isEmpty || wish.isNew());
		lines.add(part.lines(), part.isMore(), begin, zone);
		wish = wish.after(part, tools.isFollowing() || isEmpty);
		say();
	}

	private void say() {
		lines.setVisible(!isEmpty);
		nothing.setVisible(isEmpty);
		nothing.setText(!filter.text().isEmpty() || !filter.cause().isEmpty() || filter.level() != LogFilter.USUAL.level()
				? "No line of the log is like that. Clear the filter to see others."
				: live ? "The run has told nothing yet." : "The run has told nothing, or its log has been removed since.");
	}
}
