package backtrac.web.page;

import java.time.ZoneId;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;

import backtrac.api.catalog.CatalogException;
import backtrac.web.live.Happening;
import backtrac.web.live.Reader;
import backtrac.web.live.Services;
import backtrac.web.live.Updater;
import backtrac.web.live.Watch;
import backtrac.web.live.Watching;
import backtrac.web.status.LiveRun;
import backtrac.web.status.Result;
import backtrac.web.status.RunFacts;
import backtrac.web.status.RunLine;

/** The page of one run. */
final class RunPage extends Div implements Watch<RunPage.State> {

	private static final long serialVersionUID = 1L;
	private static final Logger log = LoggerFactory.getLogger(RunPage.class);

	/**
	 * What is known of the run.
	 *
	 * @param facts   null if there is no such run, or it cannot be read
	 * @param trouble why it cannot be read; empty if it can
	 * @param log     what was read of its log; null if it was not read
	 */
	record State(RunFacts facts, String trouble, LogWish.Answer log) {
	}

	private final transient Services services;
	private final transient Reader reader;
	private final String runId;
	private final transient ZoneId zone;
	private final H2 title = new H2();
	private final Badge badge = new Badge();
	private final Paragraph message = new Paragraph();
	private final Div progress = new Div();
	private final RunFactsPanel facts = new RunFactsPanel();
	private final CausesPanel causes = new CausesPanel(this::choose);
	private final LogPanel logPanel;
	private final EmptyState none = new EmptyState(Glyph.NEUTRAL, "There is no such run", new Span("It may have been removed with its log, as old runs are. "),
			Pages.link("runs", "All runs"));
	private final Paragraph trouble = new Paragraph();
	private final Div content;
	private transient Watching<State> watching;
	private ProgressPanel panel;
	private transient LogFilter filter = LogFilter.USUAL;

	RunPage(String runId, ZoneId zone, Services services, Reader reader) {
		this.runId = runId;
		this.zone = zone;
		this.services = services;
		this.reader = reader;
		logPanel = new LogPanel(runId, services, zone, this::go, () -> watching.refresh());
		title.setId("run-title");
		message.setId("run-message");
		trouble.addClassName("bt-failure");
		Anchor back = Pages.link("runs", "All runs");
		back.addClassName("bt-back");
		Div head = new Div(title, badge);
		head.addClassName("bt-run-title");
		Section about = new Section(head, message, progress, causes, facts);
		about.addClassName("bt-card");
		about.addClassName("bt-run-about");
		content = new Div(back, about, Pages.section("Log", logPanel));
		content.setVisible(false);
		none.setId("no-run");
		none.setVisible(false);
		trouble.setVisible(false);
		add(trouble, none, content);
	}

	/** Begins to show the run, until it is closed. */
	void watch(Updater updater, UI ui) {
		watching = updater.watch(ui, this);
	}

	void close() {
		watching.remove();
	}

	boolean isOf(String id) {
		return runId.equals(id);
	}

	private void go(LogFilter other) {
		UI.getCurrent().navigate("run/" + runId, other.parameters());
	}

	private void choose(String cause) {
		go(filter.withCause(cause));
	}

	void filter(LogFilter now) {
		if (!now.equals(filter)) {
			filter = now;
			logPanel.filter(now);
			watching.refresh();
		}
	}

	@Override
	public boolean concerns(Happening what) {
		return runId.equals(what.runId()) && (what.isOfRun() || what.isLog());
	}

	@Override
	public State read() {
		if (services.history().isEmpty()) {
			return new State(null, "The catalog is not running. This page notices by itself when it is back.", null);
		}
		try {
			RunFacts found = reader.run(runId).orElse(null);
			return new State(found, "", found == null ? null : logPanel.read(isLive(found)));
		} catch (CatalogException e) {
			log.warn("Run {} cannot be read", runId, e);
			return new State(null, "The run cannot be read: " + e.getMessage(), null);
		}
	}

	@Override
	public State progress(State known) {
		if (known.facts() == null || known.facts().live() == null) {
			return known;
		}
		LiveRun before = known.facts().live();
		return reader.further(before).map(now -> now.equals(before) ? known : new State(known.facts().withLive(now), "", null)).orElse(null);
	}

	@Override
	public boolean isLively(State known) {
		return known.facts() != null && known.facts().live() != null && known.facts().live().isOwn();
	}

	@Override
	public void show(State state) {
		trouble.setText(state.trouble());
		trouble.setVisible(!state.trouble().isEmpty());
		none.setVisible(state.facts() == null && state.trouble().isEmpty());
		content.setVisible(state.facts() != null);
		if (state.facts() != null) {
			show(state.facts());
			if (state.log() != null) {
				logPanel.show(state.log(), new RunLine(state.facts().run()).time(), isLive(state.facts()));
			}
		}
	}

	private static boolean isLive(RunFacts facts) {
		return !facts.run().state().isFinal();
	}

	private void show(RunFacts now) {
		RunLine line = new RunLine(now.run());
		title.setText(now.run().subject().isEmpty() ? line.verb() : line.verb() + " of " + now.run().subject());
		Result result = now.live() == null ? line.result() : Result.of(now.live().state());
		badge.show(result.label(), result.level());
		message.setText(line.message());
		message.setVisible(!line.message().isEmpty());
		showProgress(now.live());
		facts.show(now, zone);
		causes.show(now.causes(), filter.cause());
	}

	private void showProgress(LiveRun live) {
		if (live == null) {
			panel = null;
			progress.removeAll();
		} else if (panel == null) {
			panel = new ProgressPanel(live, false, new RunActions(services));
			progress.add(panel);
		} else {
			panel.show(live);
		}
	}
}
