package backtrac.web.page;

import java.time.ZoneId;
import java.util.function.BiConsumer;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;

import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.schedule.Timing;
import backtrac.web.live.Services;

/** When a plan runs and which of its snapshots stay. */
final class PlanDialog extends Dialog {

	private static final long serialVersionUID = 1L;

	private final Button save = new Button("Save");
	private final TimingFields timing;
	private final RetentionFields retention;

	/**
	 * @param zone   of who looks; a plan that has no schedule yet gets it
	 * @param onSave called with what was chosen
	 */
	PlanDialog(Plan plan, String client, Services services, ZoneId zone, BiConsumer<Timing, RetentionPolicy> onSave) {
		setHeaderTitle(plan.name() + " of " + client);
		getElement().setAttribute("id", "plan-dialog");
		addClassName("bt-plan-dialog");
		timing = new TimingFields(plan, services, zone, this::check);
		retention = new RetentionFields(plan.retention(), this::check);
		add(part("When it runs", timing), part("Which snapshots stay", retention));
		save.setId("save-plan");
		save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
		save.addClickListener(_ -> {
			Timing chosen = timing.timing();
			close();
			onSave.accept(chosen, retention.policy().withZone(PlanChange.retentionZone(plan, chosen)));
		});
		Button cancel = new Button("Cancel", _ -> close());
		cancel.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
		getFooter().add(cancel, save);
		check();
	}

	private void check() {
		if (timing != null && retention != null) {
			save.setEnabled(timing.isGood() && retention.isGood());
		}
	}

	private static Div part(String title, Component content) {
		Div part = new Div(new H3(title), content);
		part.addClassName("bt-dialog-part");
		return part;
	}
}
