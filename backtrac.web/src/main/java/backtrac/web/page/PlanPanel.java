package backtrac.web.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.Span;

import backtrac.web.status.Backup;
import backtrac.web.status.Format;
import backtrac.web.status.LiveRun;
import backtrac.web.status.PlanStatus;
import backtrac.web.status.Result;

/** A plan in its client's card. */
final class PlanPanel extends Div {

	private static final long serialVersionUID = 1L;
	private static final String NOTHING = "–";

	private final Badge badge = new Badge();
	private final Button start;
	private final Fact lastGood = new Fact("Last good backup");
	private final Fact size = new Fact("Size");
	private final Fact files = new Fact("Files");
	private final Fact took = new Fact("Last run took");
	private final ProgressPanel progress;

	PlanPanel(PlanStatus plan, PlanActions actions) {
		String id = plan.plan().id();
		String name = plan.plan().name();
		setId("plan-" + id);
		addClassName("bt-plan");
		badge.setId("badge-" + id);
		start = new Button("Back up now", _ -> actions.backUp(plan.plan()));
		start.setId("backup-now-" + id);
		start.setAriaLabel("Back up " + name + " now");
		start.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_SMALL);
		progress = new ProgressPanel(id, name, actions::cancel);
		Div title = new Div(new H4(name), badge);
		title.addClassName("bt-plan-title");
		Div head = new Div(title, start);
		head.addClassName("bt-plan-head");
		Div facts = new Div(lastGood, size, files, took);
		facts.addClassName("bt-facts");
		add(head, source(plan), facts, progress);
	}

	void show(PlanStatus plan, Instant now, ZoneId zone) {
		Result result = plan.badge();
		badge.show(result.label(), result.level());
		Backup good = plan.lastGood();
		lastGood.show(good == null ? "Never" : Format.ago(good.at(), now), good == null ? null : Format.exact(good.at(), zone));
		size.show(good == null ? NOTHING : Format.bytes(good.bytes()), good == null ? null : Format.count(good.bytes(), "byte"));
		files.show(good == null ? NOTHING : Format.count(good.files()), null);
		took.show(Optional.ofNullable(plan.lastRun()).filter(run -> run.started() != null && run.finished() != null)
				.map(run -> Format.duration(Duration.between(run.started(), run.finished()))).orElse(NOTHING), null);
		LiveRun live = plan.live();
		start.setVisible(live == null);
		progress.show(live);
	}

	private static Div source(PlanStatus plan) {
		Span transport = new Span(plan.plan().transport());
		transport.addClassName("bt-chip");
		transport.setTitle("Transport");
		Code path = new Code(Format.middle(plan.source(), 60));
		path.setTitle(plan.source());
		Div source = new Div(transport, path);
		source.addClassName("bt-source");
		return source;
	}
}
