package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.server.streams.DownloadHandler;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.LogLine.Level;
import backtrac.web.live.Services;
import backtrac.web.page.LogCursor.Part;

/** The log of a run: filtered, followed while the run works, downloaded. */
final class LogPanel extends Div {

	private static final long serialVersionUID = 1L;
	private static final Logger log = LoggerFactory.getLogger(LogPanel.class);

	private final transient Services services;
	private final String runId;
	private final transient ZoneId zone;
	private final Select<Level> level = new Select<>();
	private final TextField text = new TextField();
	private final Checkbox follow = new Checkbox("Follow");
	private final Button copyLink = new Button("Copy link", VaadinIcon.LINK.create());
	private final Paragraph nothing = new Paragraph();
	private final LogLines lines = new LogLines(this::more, this::follow, this::fromStart);
	private transient LogFilter filter = LogFilter.USUAL;
	private transient LogCursor cursor;
	private transient Instant begin = Instant.EPOCH;
	private boolean live;
	private boolean isEmpty;

	/** @param go called with what is to be shown */
	LogPanel(String runId, Services services, ZoneId zone, Consumer<LogFilter> go) {
		this.runId = runId;
		this.services = services;
		this.zone = zone;
		addClassName("bt-log-panel");
		level.setId("log-level");
		level.setAriaLabel("Level");
		level.setItems(Level.values());
		level.setItemLabelGenerator(LogPanel::label);
		level.addValueChangeListener(event -> {
			if (event.isFromClient()) {
				go.accept(filter.withLevel(event.getValue()));
			}
		});
		text.setId("log-text");
		text.setAriaLabel("Filter the log by a text");
		text.setPlaceholder("Path, message or cause");
		text.setPrefixComponent(VaadinIcon.SEARCH.create());
		text.setClearButtonVisible(true);
		text.setValueChangeMode(ValueChangeMode.LAZY);
		text.addValueChangeListener(event -> {
			if (event.isFromClient()) {
				go.accept(filter.withText(event.getValue()));
			}
		});
		follow.setId("log-follow");
		follow.addValueChangeListener(event -> {
			if (event.isFromClient()) {
				lines.setFollowing(event.getValue());
				follow(event.getValue());
			}
		});
		copyLink.setId("copy-link");
		copyLink.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
		nothing.setId("log-empty");
		nothing.addClassName("bt-none");
		Div tools = new Div(level, text, follow, copyLink, download());
		tools.addClassName("bt-filter");
		add(tools, nothing, lines);
	}

	private Anchor download() {
		LogDownload file = new LogDownload(runId, services);
		Anchor download = new Anchor((DownloadHandler) file::write, "Download");
		download.setId("download-log");
		download.getElement().setAttribute("download", true);
		download.addClassName("bt-download");
		return download;
	}

	/** Shows the lines of a filter from anew. */
	void show(LogFilter now, Instant begun, boolean isLive) {
		filter = now;
		begin = begun;
		live = isLive;
		level.setValue(now.level());
		text.setValue(now.text());
		copyLink.getElement().setAttribute("data-copy-link", "run/" + runId + query(now));
		follow.setVisible(live);
		follow.setValue(live);
		lines.setLive(live);
		lines.setFollowing(live);
		restart(live);
	}

	private static String query(LogFilter filter) {
		String parameters = filter.parameters().getQueryString();
		return parameters.isEmpty() ? "" : "?" + parameters;
	}

	private void restart(boolean atEnd) {
		cursor = new LogCursor(filter.query(runId, LogCursor.PAGE), query -> services.log().orElseThrow(() -> new CatalogException("The catalog is not running."))
				.lines(query));
		isEmpty = true;
		lines.clear();
		read(atEnd);
	}

	/** Reads what has come since. */
	void appended(boolean isLive) {
		boolean ends = live && !isLive;
		live = isLive;
		if (follow.getValue() || isEmpty) {
			read(true);
		} else {
			lines.hasMore();
		}
		if (ends) {
			follow.setVisible(false);
			follow.setValue(false);
			lines.setLive(false);
			lines.setFollowing(false);
		}
		say();
	}

	private void more() {
		read(false);
	}

	private void follow(boolean on) {
		follow.setValue(on);
		if (on) {
			read(true);
		}
	}

	private void fromStart() {
		follow.setValue(false);
		lines.setFollowing(false);
		restart(false);
	}

	private void read(boolean toEnd) {
		try {
			Part part = toEnd ? cursor.rest() : cursor.next();
			isEmpty &= part.lines().isEmpty();
			if (part.skipped() > 0) {
				lines.clear();
				lines.skipped(part.skipped());
			}
			lines.add(part.lines(), part.isMore(), begin, zone);
			say();
		} catch (CatalogException e) {
			log.warn("The log of run {} cannot be read", runId, e);
			nothing.setText("The log cannot be read: " + e.getMessage());
			nothing.setVisible(true);
			lines.setVisible(false);
		}
	}

	private void say() {
		lines.setVisible(!isEmpty);
		nothing.setVisible(isEmpty);
		nothing.setText(!filter.text().isEmpty() || !filter.cause().isEmpty() || filter.level() != LogFilter.USUAL.level()
				? "No line of the log is like that. Clear the filter to see others."
				: live ? "The run has told nothing yet." : "The run has told nothing, or its log has been removed since.");
	}

	private static String label(Level level) {
		String name = level.name().charAt(0) + level.name().substring(1).toLowerCase(Locale.ROOT);
		return switch (level) {
		case DEBUG -> "All levels";
		case INFO, WARNING -> name + " and up";
		case ERROR -> "Errors only";
		};
	}
}
