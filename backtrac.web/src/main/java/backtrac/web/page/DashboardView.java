package backtrac.web.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;

import backtrac.api.job.RunReport;
import backtrac.web.live.Services;
import backtrac.web.live.Updater;
import backtrac.web.status.Overview;
import backtrac.web.status.RunLine;
import backtrac.web.status.StatusSentence;
import backtrac.web.view.MainLayout;
import backtrac.web.view.WebView;

/** The first page: whether all is well, the clients with their plans, the latest runs, all of it live. */
@Component(service = WebView.class, scope = ServiceScope.PROTOTYPE)
@Route(value = "", layout = MainLayout.class)
@PageTitle("Dashboard")
@Menu(title = "Dashboard", order = 0, icon = "vaadin:dashboard")
public final class DashboardView extends Div implements WebView {

	private static final long serialVersionUID = 1L;

	private final transient Services services;
	private final transient Updater updater;
	private final StatusBanner banner = new StatusBanner();
	private final Clients clients;
	private final EmptyState noClient = new EmptyState(Glyph.COMPUTER, "No client yet",
			new Span("To protect a folder of this machine, run "), EmptyState.command("backtrac quickstart DIR"), new Span(" in a terminal."));
	private final RunsGrid runs = new RunsGrid(this::open);
	private final EmptyState noRun = new EmptyState(Glyph.RUNNING, "No run yet", new Span("Press “Back up now” at a plan to start the first."));
	private final StorageLine storage = new StorageLine();
	private final Section clientsSection;
	private transient Overview shown;

	@Activate
	public DashboardView(@Reference Services services, @Reference Updater updater) {
		this.services = services;
		this.updater = updater;
		clients = new Clients(new PlanActions(services, updater));
		setId("dashboard");
		addClassName("bt-dashboard");
		noClient.setId("no-client");
		noRun.setId("no-run");
		clientsSection = section("Clients", clients, noClient);
		add(banner, clientsSection, section("Recent runs", runs, noRun), section("Storage", storage));
		setVisible(false);
	}

	@Override
	protected void onAttach(AttachEvent event) {
		UI ui = event.getUI();
		Registration registration = updater.show(ui, overview -> show(overview, zone(ui)));
		addDetachListener(detach -> {
			detach.unregisterListener();
			registration.remove();
		});
	}

	private void show(Overview overview, ZoneId zone) {
		shown = overview;
		Instant now = Instant.now();
		boolean noCatalog = overview.clients().isEmpty() && !overview.troubles().isEmpty();
		banner.show(StatusSentence.of(overview, now));
		clients.show(overview.clients(), now, zone);
		clients.setVisible(!overview.clients().isEmpty());
		clientsSection.setVisible(!noCatalog);
		noClient.setVisible(overview.clients().isEmpty());
		runs.show(overview.runs(), zone);
		runs.setVisible(!overview.runs().isEmpty());
		noRun.setVisible(overview.runs().isEmpty());
		noRun.getParent().orElseThrow().setVisible(!overview.runs().isEmpty() || !overview.clients().isEmpty());
		storage.show(overview.repository(), overview.snapshots().size());
		setVisible(true);
	}

	private void open(RunLine line) {
		String snapshot = line.run().snapshotId();
		new RunDialog(line, snapshot == null ? null : shown.snapshots().get(snapshot), problems(line.run().id()), zone(UI.getCurrent())).open();
	}

	/** What the job runner still knows; the catalog keeps only the number. */
	private List<RunReport.Problem> problems(String runId) {
		return services.jobs().flatMap(jobs -> jobs.run(runId)).map(run -> run.outcome().toCompletableFuture().getNow(null))
				.map(RunReport::problems).orElse(List.of());
	}

	private static Section section(String title, com.vaadin.flow.component.Component... content) {
		H2 heading = new H2(title);
		Section section = new Section(heading);
		section.add(content);
		section.addClassName("bt-section");
		return section;
	}

	private static ZoneId zone(UI ui) {
		String id = ui.getPage().getExtendedClientDetails().getTimeZoneId();
		try {
			return id == null || id.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(id);
		} catch (DateTimeException unknown) {
			return ZoneId.systemDefault();
		}
	}
}
