package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;

import backtrac.web.live.Happening;
import backtrac.web.live.Reader;
import backtrac.web.live.Services;
import backtrac.web.live.Updater;
import backtrac.web.live.Watch;
import backtrac.web.live.Watching;
import backtrac.web.status.LiveRun;
import backtrac.web.status.Overview;
import backtrac.web.status.PlanFilter;
import backtrac.web.status.StatusSentence;
import backtrac.web.view.MainLayout;
import backtrac.web.view.WebView;

/** The first page: whether all is well, what runs, the plans with their next run, the latest runs, all of it live. */
@Component(service = WebView.class, scope = ServiceScope.PROTOTYPE)
@Route(value = "", layout = MainLayout.class)
@PageTitle("Dashboard")
@Menu(title = "Dashboard", order = 0, icon = "vaadin:dashboard")
public final class DashboardView extends Div implements WebView, Watch<Overview> {

	private static final long serialVersionUID = 1L;

	/** How many of the running runs are shown here; the page of runs has all. */
	private static final int RUNNING = 4;

	private final transient Reader reader;
	private final transient Updater updater;
	private final StatusBanner banner = new StatusBanner();
	private final RunningNow running;
	private final PlanFilterBar filterBar = new PlanFilterBar(this::go);
	private final PlanList plans;
	private final Button pauseAll = new Button();
	private final EmptyState noPlan = new EmptyState(Glyph.COMPUTER, "No plan yet", new Span("To protect a folder of this machine, run "),
			EmptyState.command("backtrac quickstart DIR"), new Span(" in a terminal."));
	private final RunsGrid runs = new RunsGrid("recent-runs", "Recent runs");
	private final EmptyState noRun = new EmptyState(Glyph.RUNNING, "No run has ended yet", new Span("Press “Back up now” at a plan to start the first."));
	private final Anchor allRuns = Pages.link("runs", "All runs");
	private final StorageLine storage = new StorageLine();
	private final Section runningSection;
	private final Section plansSection;
	private final Section runsSection;
	private volatile transient PlanFilter filter = PlanFilter.ALL;
	private transient Watching<Overview> watching;
	private transient ZoneId zone = ZoneId.systemDefault();
	private boolean isPaused;

	@Activate
	public DashboardView(@Reference Services services, @Reference Reader reader, @Reference Updater updater) {
		this.reader = reader;
		this.updater = updater;
		PlanActions actions = new PlanActions(services, this::refresh);
		running = new RunningNow(RUNNING, new RunActions(services));
		plans = new PlanList(actions, this::go);
		setId("dashboard");
		addClassName("bt-dashboard");
		pauseAll.setId("pause-all");
		pauseAll.addThemeVariants(ButtonVariant.LUMO_SMALL);
		pauseAll.addClickListener(_ -> actions.pauseAll(!isPaused));
		noPlan.setId("no-client");
		noRun.setId("no-run");
		allRuns.addClassName("bt-more");
		Div head = new Div(new H2("Plans"), pauseAll);
		head.addClassName("bt-section-head");
		plansSection = new Section(head, filterBar, plans, noPlan);
		plansSection.addClassName("bt-section");
		runningSection = Pages.section("Running now", running);
		runsSection = Pages.section("Recent runs", runs, noRun, allRuns);
		add(banner, runningSection, plansSection, runsSection, Pages.section("Storage", storage));
		setVisible(false);
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
	public boolean concerns(Happening what) {
		return what.isChange();
	}

	@Override
	public Overview read() {
		return reader.overview(filter);
	}

	@Override
	public Overview progress(Overview known) {
		var live = reader.further(known.live());
		return live == null ? null : live.equals(known.live()) ? known : known.withLive(live);
	}

	@Override
	public boolean isLively(Overview known) {
		return known.live().stream().anyMatch(LiveRun::isOwn);
	}

	@Override
	public void show(Overview overview) {
		Instant now = Instant.now();
		boolean hasPlans = overview.plans() > 0;
		isPaused = overview.isPaused();
		banner.show(StatusSentence.of(overview, now));
		running.show(overview.live());
		runningSection.setVisible(!overview.live().isEmpty());
		plansSection.setVisible(hasPlans || overview.troubles().isEmpty());
		pauseAll.setText(isPaused ? "Resume everything" : "Pause everything");
		pauseAll.setThemeVariant(ButtonVariant.LUMO_PRIMARY, isPaused);
		pauseAll.setThemeVariant(ButtonVariant.LUMO_TERTIARY, !isPaused);
		pauseAll.setVisible(hasPlans);
		filterBar.show(overview);
		filterBar.setVisible(overview.plans() > 1);
		plans.show(overview, now, zone);
		plans.setVisible(hasPlans);
		noPlan.setVisible(!hasPlans);
		runs.show(overview.recent(), zone);
		runs.setVisible(!overview.recent().isEmpty());
		allRuns.setVisible(!overview.recent().isEmpty());
		noRun.setVisible(overview.recent().isEmpty());
		runsSection.setVisible(hasPlans || !overview.recent().isEmpty());
		storage.show(overview.storage());
		setVisible(true);
	}

	private void go(PlanFilter other) {
		filter = other;
		refresh();
	}

	private void refresh() {
		if (watching != null) {
			watching.refresh();
		}
	}
}
