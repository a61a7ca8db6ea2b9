package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;

import backtrac.api.catalog.CatalogException;
import backtrac.web.live.Happening;
import backtrac.web.live.Reader;
import backtrac.web.live.Services;
import backtrac.web.live.Updater;
import backtrac.web.live.Watch;
import backtrac.web.live.Watching;
import backtrac.web.page.RunFilter.Subject;
import backtrac.web.status.LiveRun;
import backtrac.web.status.RunLine;
import backtrac.web.status.RunPages;
import backtrac.web.view.MainLayout;
import backtrac.web.view.WebView;

/** All runs: those that wait or work on top, then the history, as far back as somebody looks. */
@Component(service = WebView.class, scope = ServiceScope.PROTOTYPE)
@Route(value = "runs", layout = MainLayout.class)
@PageTitle("Runs")
@Menu(title = "Runs", order = 5, icon = "vaadin:list")
public final class RunsView extends Div implements WebView, Watch<RunsView.State>, AfterNavigationObserver {

	private static final long serialVersionUID = 1L;
	private static final Logger log = LoggerFactory.getLogger(RunsView.class);

	private static final String NO_CATALOG = "The catalog is not running. This page notices by itself when it is back.";

	/** How many of the running runs are shown. */
	private static final int RUNNING = 100;

	/**
	 * What this page shows, but for the history.
	 *
	 * @param live    the open runs
	 * @param trouble why there is nothing to show; empty if there is
	 * @param begun   when it was read: with each reading the history is looked at, too
	 */
	record State(List<LiveRun> live, String trouble, Instant begun) {
	}

	private final transient Services services;
	private final transient Reader reader;
	private final transient Updater updater;
	private final transient Subjects subjects;
	private final RunFilterBar filterBar;
	private final RunningNow running;
	private final Section runningSection;
	private final RunsGrid grid = new RunsGrid("runs", "Runs");
	private final Paragraph trouble = new Paragraph();
	private final EmptyState none = new EmptyState(Glyph.RUNNING, "No run yet",
			new Span("A run begins when a plan is due, or when somebody presses “Back up now” on the dashboard."));
	private final EmptyState noMatch = new EmptyState(Glyph.NEUTRAL, "No run is like that", new Span("Clear a part of the filter to see others."));
	private transient RunFilter filter = RunFilter.ALL;
	private transient Subject subject;
	private transient RunPages pages;
	private transient Watching<State> watching;
	private transient ZoneId zone = ZoneId.systemDefault();
	private transient Instant shown;

	@Activate
	public RunsView(@Reference Services services, @Reference Reader reader, @Reference Updater updater) {
		this.services = services;
		this.reader = reader;
		this.updater = updater;
		subjects = new Subjects(services);
		filterBar = new RunFilterBar(subjects, this::go);
		setId("runs-page");
		addClassName("bt-dashboard");
		running = new RunningNow(RUNNING, new RunActions(services));
		runningSection = Pages.section("Running now", running);
		trouble.setId("runs-trouble");
		trouble.addClassName("bt-failure");
		trouble.setVisible(false);
		grid.addClassName("bt-runs-all");
		none.setId("no-run");
		none.setVisible(false);
		noMatch.setId("no-match");
		noMatch.setVisible(false);
		runningSection.setVisible(false);
		add(runningSection, Pages.section("History", filterBar, trouble, grid, none, noMatch));
	}

	@Override
	protected void onAttach(AttachEvent event) {
		zone = Pages.zone(event.getUI());
		watching = updater.watch(event.getUI(), this);
		addDetachListener(detach -> {
			detach.unregisterListener();
			watching.remove();
		});
	}

	@Override
	public void afterNavigation(AfterNavigationEvent event) {
		filter = RunFilter.of(event.getLocation().getQueryParameters());
		pages = new RunPages(filter.query(), reader::runs);
		subject = subjects.of(filter);
		filterBar.show(filter, subject);
		watching.refresh();
		grid.show(this::lines, zone);
	}

	private void go(RunFilter other) {
		UI.getCurrent().navigate("runs", other.parameters());
	}

	private List<RunLine> lines(int offset, int limit) {
		if (services.history().isEmpty()) {
			showHistory(false, NO_CATALOG);
			return List.of();
		}
		try {
			List<RunLine> lines = pages.runs(offset, limit).stream().map(RunLine::new).toList();
			if (offset == 0) {
				showHistory(!lines.isEmpty(), "");
			}
			return lines;
		} catch (CatalogException e) {
			log.warn("The runs cannot be read", e);
			showHistory(false, "The runs cannot be read: " + e.getMessage());
			return List.of();
		}
	}

	private void showHistory(boolean hasRuns, String why) {
		trouble.setText(why);
		trouble.setVisible(!why.isEmpty());
		grid.getElement().setAttribute("data-empty", !hasRuns);
		none.setVisible(!hasRuns && why.isEmpty() && filter.isAll());
		noMatch.setVisible(!hasRuns && why.isEmpty() && !filter.isAll());
	}

	@Override
	public boolean concerns(Happening what) {
		return what.isOfRun();
	}

	@Override
	public State read() {
		try {
			return new State(reader.live(), services.history().isEmpty() ? NO_CATALOG : "", Instant.now());
		} catch (CatalogException e) {
			log.warn("The runs cannot be read", e);
			return new State(List.of(), "The runs cannot be read: " + e.getMessage(), Instant.now());
		}
	}

	@Override
	public State progress(State known) {
		List<LiveRun> live = reader.further(known.live());
		return live == null ? null : live.equals(known.live()) ? known : new State(live, known.trouble(), known.begun());
	}

	@Override
	public boolean isLively(State known) {
		return known.live().stream().anyMatch(LiveRun::isOwn);
	}

	@Override
	public void show(State state) {
		List<LiveRun> live = state.live().stream().filter(run -> filter.matches(run, subject)).toList();
		running.show(live);
		runningSection.setVisible(!live.isEmpty());
		if (state.begun().equals(shown)) {
			return;
		}
		shown = state.begun();
		if (!state.trouble().isEmpty()) {
			showHistory(false, state.trouble());
			return;
		}
		refreshHistory();
	}

	private void refreshHistory() {
		try {
			if (pages.refresh() != RunPages.Change.NONE) {
				grid.getDataProvider().refreshAll();
			}
			showHistory(!pages.runs(0, 1).isEmpty(), "");
		} catch (CatalogException e) {
			log.warn("The runs cannot be read", e);
			showHistory(false, "The runs cannot be read: " + e.getMessage());
		}
	}
}
