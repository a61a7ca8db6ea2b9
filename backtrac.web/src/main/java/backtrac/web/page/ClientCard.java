package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;

import backtrac.api.catalog.Plan;
import backtrac.web.status.ClientStatus;
import backtrac.web.status.PlanStatus;

/** A client and its plans. */
final class ClientCard extends Article {

	private static final long serialVersionUID = 1L;

	private final transient Map<Plan, PlanPanel> panels = new LinkedHashMap<>();

	ClientCard(ClientStatus status, PlanActions actions) {
		setId("client-" + status.client().id());
		addClassName("bt-card");
		H3 name = new H3(status.client().name());
		Div head = new Div(Glyph.COMPUTER.create(), name);
		head.addClassName("bt-card-head");
		add(head);
		for (PlanStatus plan : status.plans()) {
			PlanPanel panel = new PlanPanel(plan, actions);
			panels.put(plan.plan(), panel);
			add(panel);
		}
		if (status.plans().isEmpty()) {
			add(new Paragraph("This client has no plan yet, so nothing of it is backed up."));
		}
	}

	/** Tells if this card can show that: it is of the same client, with the same plans. */
	boolean fits(ClientStatus status) {
		return List.copyOf(panels.keySet()).equals(status.plans().stream().map(PlanStatus::plan).toList());
	}

	void show(ClientStatus status, Instant now, ZoneId zone) {
		status.plans().forEach(plan -> panels.get(plan.plan()).show(plan, now, zone));
	}
}
