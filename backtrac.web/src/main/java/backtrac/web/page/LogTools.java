package backtrac.web.page;

import java.util.Locale;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.streams.DownloadHandler;

import backtrac.api.catalog.LogLine.Level;
import backtrac.web.live.Services;

/** What stands above the log of a run: which lines to show, whether to follow it, a link to what is shown, the whole as a file. */
final class LogTools extends Div {

	private static final long serialVersionUID = 1L;

	private final String runId;
	private final Select<Level> level = new Select<>();
	private final TextField text;
	private final Checkbox follow = new Checkbox("Follow");
	private final Button copyLink = new Button("Copy link", VaadinIcon.LINK.create());
	private transient LogFilter filter = LogFilter.USUAL;

	/**
	 * @param go        called with what somebody wants to see
	 * @param following called with whether somebody wants new lines to be followed
	 */
	LogTools(String runId, Services services, Consumer<LogFilter> go, Consumer<Boolean> following) {
		this.runId = runId;
		addClassName("bt-filter");
		level.setId("log-level");
		level.setAriaLabel("Level");
		level.setItems(Level.values());
		level.setItemLabelGenerator(LogTools::label);
		level.addValueChangeListener(event -> {
			if (event.isFromClient()) {
				go.accept(filter.withLevel(event.getValue()));
			}
		});
		text = Pages.search("log-text", "Filter the log by a text", "Path, message or cause", value -> go.accept(filter.withText(value)));
		follow.setId("log-follow");
		follow.addValueChangeListener(event -> {
			if (event.isFromClient()) {
				following.accept(event.getValue());
			}
		});
		copyLink.setId("copy-link");
		copyLink.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
		add(level, text, follow, copyLink, download(runId, services));
	}

	private static Anchor download(String runId, Services services) {
		LogDownload file = new LogDownload(runId, services);
		Anchor download = new Anchor((DownloadHandler) file::write, "Download");
		download.setId("download-log");
		download.getElement().setAttribute("download", true);
		download.addClassName("bt-download");
		return download;
	}

	void show(LogFilter now) {
		filter = now;
		level.setValue(now.level());
		text.setValue(now.text());
		copyLink.getElement().setAttribute("data-copy-link", "run/" + runId + query(now));
	}

	/** Whether lines may come still. */
	void setLive(boolean isLive) {
		follow.setVisible(isLive);
	}

	void setFollowing(boolean on) {
		follow.setValue(on);
	}

	boolean isFollowing() {
		return follow.getValue();
	}

	private static String query(LogFilter filter) {
		String parameters = filter.parameters().getQueryString();
		return parameters.isEmpty() ? "" : "?" + parameters;
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
