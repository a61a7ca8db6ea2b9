package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.contextmenu.SubMenu;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;

import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;
import backtrac.web.status.Format;
import backtrac.web.status.NextRun;
import backtrac.web.status.PlanLine;
import backtrac.web.status.Result;

/** A plan in the list of plans. */
final class PlanRow extends Div {

	private static final long serialVersionUID = 1L;

	private final Badge badge = new Badge();
	private final Span paused = new Span("Paused");
	private final Fact lastGood = new Fact("Last good backup");
	private final Fact next = new Fact("Next run");
	private final Button start;
	private final MenuItem pause;
	private final MenuItem pauseClient;
	private final Anchor trouble = Pages.link("runs", "");
	private transient PlanLine shown;
	private transient ZoneId zone;

	PlanRow(PlanLine line, PlanActions actions) {
		PlanStatus plan = line.status();
		shown = line;
		setId("plan-" + plan.planId());
		addClassName("bt-plan");
		getElement().setAttribute("role", "listitem");
		badge.setId("badge-" + plan.planId());
		paused.addClassName("bt-chip");
		start = new Button("Back up now", _ -> actions.backUp(shown.status()));
		start.setId("backup-now-" + plan.planId());
		start.setAriaLabel("Back up " + plan.plan() + " of " + plan.client() + " now");
		start.addThemeVariants(ButtonVariant.LUMO_SMALL);

		MenuBar menu = new MenuBar();
		menu.setId("plan-menu-" + plan.planId());
		menu.addThemeVariants(MenuBarVariant.LUMO_TERTIARY, MenuBarVariant.LUMO_ICON, MenuBarVariant.LUMO_SMALL);
		MenuItem root = menu.addItem(VaadinIcon.ELLIPSIS_DOTS_V.create());
		root.setAriaLabel("More of " + plan.plan() + " of " + plan.client());
		SubMenu items = root.getSubMenu();
		items.addItem("Schedule and retention…", _ -> actions.edit(shown.status(), zone)).setId("edit-" + plan.planId());
		pause = items.addItem("", _ -> actions.pause(shown.status(), !shown.planPaused()));
		pause.setId("pause-" + plan.planId());
		pauseClient = items.addItem("", _ -> actions.pauseClient(shown.status(), !shown.clientPaused()));
		items.addItem("Its runs", event -> event.getSource().getUI().ifPresent(ui -> ui.navigate("runs", RunFilter.parameters("plan", plan.planId()))));

		Div names = new Div(new H3(plan.plan()), client(plan));
		names.addClassName("bt-plan-names");
		Div state = new Div(badge, paused);
		state.addClassName("bt-plan-state");
		Div buttons = new Div(start, menu);
		buttons.addClassName("bt-plan-actions");
		trouble.addClassName("bt-plan-trouble");
		add(state, names, lastGood, next, buttons, trouble);
	}

	void show(PlanLine line, boolean allPaused, Instant now, ZoneId zone) {
		shown = line;
		this.zone = zone;
		PlanStatus plan = line.status();
		Result result = line.badge();
		badge.show(result.label(), result.level());
		paused.setVisible(plan.paused());
		paused.setText(line.clientPaused() ? "Client paused" : "Paused");
		lastGood.show(plan.lastBackup() == null ? "none yet" : Format.ago(plan.lastBackup(), now), lastGoodTip(plan));
		NextRun run = NextRun.of(line, allPaused, now, zone);
		next.show(run.text(), plan.schedule().isEmpty() ? "It has no schedule" : plan.schedule());
		next.getElement().setAttribute("data-waiting", run.isWaiting());
		start.setEnabled(line.live() == null);
		pause.setText(line.planPaused() ? "Resume this plan" : "Pause this plan");
		pauseClient.setText((line.clientPaused() ? "Resume client " : "Pause client ") + plan.client());
		showTrouble(line, plan);
	}

	private void showTrouble(PlanLine line, PlanStatus plan) {
		boolean hasTrouble = (line.health() == Health.FAILED || line.health() == Health.PARTIAL) && plan.lastMessage() != null && plan.lastRunId() != null;
		trouble.setVisible(hasTrouble);
		if (hasTrouble) {
			trouble.setHref("run/" + plan.lastRunId());
			trouble.setText(plan.lastMessage());
		}
	}

	private String lastGoodTip(PlanStatus plan) {
		if (plan.lastBackup() == null) {
			return null;
		}
		String exact = Format.exact(plan.lastBackup(), zone);
		if (plan.lastBackup().equals(plan.lastComplete())) {
			return exact;
		}
		return exact + (plan.lastComplete() == null ? ", with files left out" : ", with files left out. Complete: " + Format.exact(plan.lastComplete(), zone));
	}

	private static Div client(PlanStatus plan) {
		Span name = new Span(plan.client());
		Span transport = new Span(plan.transport());
		transport.addClassName("bt-chip");
		transport.setTitle("Transport");
		Div client = new Div(name, transport);
		client.addClassName("bt-plan-client");
		return client;
	}
}
