package backtrac.web.page;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;

import backtrac.api.catalog.PlanQuery.Health;
import backtrac.web.status.Format;
import backtrac.web.status.Overview;
import backtrac.web.status.PlanFilter;
import backtrac.web.status.Result;

/** Which plans to list: by a part of their names, and by their state with the number of those in it. */
final class PlanFilterBar extends Div {

	private static final long serialVersionUID = 1L;

	private final TextField text;
	private final Button all;
	private final transient Map<Health, Button> states = new EnumMap<>(Health.class);
	private transient PlanFilter filter = PlanFilter.ALL;

	PlanFilterBar(Consumer<PlanFilter> go) {
		addClassName("bt-filter");
		text = Pages.search("plan-text", "Filter by plan or client", "Plan or client", value -> go.accept(filter.withText(value)));
		all = chip("health-all", () -> go.accept(filter.withHealth(null)));
		List<Button> buttons = new ArrayList<>(List.of(all));
		for (Health health : Health.values()) {
			Button button = chip("health-" + health.name().toLowerCase(Locale.ROOT), () -> go.accept(filter.withHealth(health)));
			button.getElement().setAttribute("data-level", Result.of(health).level().css());
			states.put(health, button);
			buttons.add(button);
		}
		Div chips = new Div();
		chips.addClassName("bt-chips");
		chips.getElement().setAttribute("role", "group");
		chips.getElement().setAttribute("aria-label", "Filter by state");
		buttons.forEach(chips::add);
		add(text, chips);
	}

	void show(Overview overview) {
		filter = overview.page().filter();
		set(all, "All", overview.plans(), filter.health() == null);
		states.forEach((health, button) -> {
			int number = overview.totals().getOrDefault(health, 0);
			set(button, Result.of(health).label(), number, filter.health() == health);
			button.setVisible(number > 0 || filter.health() == health);
		});
	}

	private static void set(Button button, String label, int number, boolean pressed) {
		button.setText(label + " " + Format.count(number));
		button.getElement().setAttribute("aria-pressed", Boolean.toString(pressed));
	}

	private static Button chip(String id, Runnable action) {
		Button chip = new Button("", _ -> action.run());
		chip.setId(id);
		chip.addClassName("bt-filter-chip");
		chip.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
		return chip;
	}
}
