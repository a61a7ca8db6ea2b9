package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

import backtrac.web.status.Overview;
import backtrac.web.status.PlanFilter;
import backtrac.web.status.PlanLine;
import backtrac.web.status.PlanPage;

/** A page of the plans. Its rows are made anew only when there are others, so that nobody loses the focus. */
final class PlanList extends Div {

	private static final long serialVersionUID = 1L;

	private final transient PlanActions actions;
	private final transient Map<String, PlanRow> rows = new LinkedHashMap<>();
	private final Div list = new Div();
	private final Paragraph none = new Paragraph();
	private final Span range = new Span();
	private final Button previous;
	private final Button next;
	private final Div pager;
	private transient PlanPage shown = PlanPage.EMPTY;

	/** @param go called with the page to show */
	PlanList(PlanActions actions, Consumer<PlanFilter> go) {
		this.actions = actions;
		setId("plans");
		addClassName("bt-plans");
		list.getElement().setAttribute("role", "list");
		list.getElement().setAttribute("aria-label", "Plans");
		none.setId("no-match");
		none.addClassName("bt-none");
		previous = button("previous-plans", "Previous plans", VaadinIcon.ANGLE_LEFT, () -> go.accept(shown.filter().at(shown.filter().offset() - PlanFilter.PAGE)));
		next = button("next-plans", "Next plans", VaadinIcon.ANGLE_RIGHT, () -> go.accept(shown.filter().at(shown.filter().offset() + PlanFilter.PAGE)));
		range.setId("plans-range");
		pager = new Div(range, previous, next);
		pager.addClassName("bt-pager");
		add(list, none, pager);
	}

	void show(Overview overview, Instant now, ZoneId zone) {
		shown = overview.page();
		List<String> ids = shown.lines().stream().map(line -> line.status().planId()).toList();
		if (!ids.equals(List.copyOf(rows.keySet()))) {
			arrange(shown.lines());
		}
		shown.lines().forEach(line -> rows.get(line.status().planId()).show(line, overview.isPaused(), now, zone));
		none.setVisible(shown.lines().isEmpty());
		none.setText(shown.filter().text().isEmpty() ? "No plan is in this state." : "No plan or client has “" + shown.filter().text() + "” in its name.");
		range.setText(shown.range());
		pager.setVisible(shown.isPaged());
		previous.setEnabled(shown.filter().offset() > 0);
		next.setEnabled(shown.more());
	}

	private void arrange(List<PlanLine> lines) {
		Map<String, PlanRow> known = Map.copyOf(rows);
		rows.clear();
		list.removeAll();
		for (PlanLine line : lines) {
			PlanRow row = known.containsKey(line.status().planId()) ? known.get(line.status().planId()) : new PlanRow(line, actions);
			rows.put(line.status().planId(), row);
			list.add(row);
		}
	}

	private static Button button(String id, String label, VaadinIcon icon, Runnable action) {
		Button button = new Button(icon.create(), _ -> action.run());
		button.setId(id);
		button.setAriaLabel(label);
		button.addThemeVariants(ButtonVariant.LUMO_ICON, ButtonVariant.LUMO_TERTIARY);
		return button;
	}
}
