package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.page.Page;

import backtrac.web.status.Format;
import backtrac.web.status.RunLine;

/** The list of recent runs. On a narrow screen each is two lines of one column. */
final class RunsGrid extends Grid<RunLine> {

	private static final long serialVersionUID = 1L;
	private static final int NARROW = 760;

	/** So many runs are shown without a scroll bar. */
	private static final int FEW = 10;

	private final transient Consumer<RunLine> open;
	private final Column<RunLine> narrow;
	private transient List<RunLine> shown = List.of();
	private transient ZoneId zone = ZoneId.systemDefault();

	RunsGrid(Consumer<RunLine> open) {
		this.open = open;
		setId("runs");
		getElement().setAttribute("aria-label", "Recent runs");
		addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_ROW_STRIPES);
		addClassName("bt-runs");
		setSelectionMode(SelectionMode.NONE);
		narrow = addComponentColumn(this::summary).setHeader("Run");
		addComponentColumn(this::time).setHeader("Time").setWidth("8.8rem").setFlexGrow(0);
		addComponentColumn(RunsGrid::plan).setHeader("Plan").setFlexGrow(2);
		addColumn(RunLine::verb).setHeader("Verb").setWidth("5rem").setFlexGrow(0);
		addComponentColumn(line -> new Badge(line.result())).setHeader("Result").setWidth("8.6rem").setFlexGrow(0);
		addColumn(RunLine::duration).setHeader("Duration").setTextAlign(ColumnTextAlign.END).setWidth("6.7rem").setFlexGrow(0);
		addColumn(RunLine::files).setHeader("Files").setTextAlign(ColumnTextAlign.END).setWidth("5.4rem").setFlexGrow(0);
		addColumn(RunLine::stored).setHeader("Stored").setTextAlign(ColumnTextAlign.END).setWidth("5.4rem").setFlexGrow(0);
		addColumn(RunLine::message).setHeader("Message").setFlexGrow(2).setTooltipGenerator(RunLine::message);
		addItemClickListener(event -> open.accept(event.getItem()));
	}

	void show(List<RunLine> lines, ZoneId zone) {
		if (!lines.equals(shown) || !zone.equals(this.zone)) {
			shown = lines;
			this.zone = zone;
			setAllRowsVisible(lines.size() <= FEW);
			setItems(lines);
		}
	}

	@Override
	protected void onAttach(AttachEvent event) {
		super.onAttach(event);
		Page page = event.getUI().getPage();
		fit(page.getExtendedClientDetails().getWindowInnerWidth());
		var registration = page.addBrowserWindowResizeListener(resize -> fit(resize.getWidth()));
		addDetachListener(detach -> {
			detach.unregisterListener();
			registration.remove();
		});
	}

	private void fit(int width) {
		boolean small = width > 0 && width < NARROW;
		getColumns().forEach(column -> column.setVisible(small == (column == narrow)));
	}

	private Component time(RunLine line) {
		Button time = new Button(Format.time(line.time(), Instant.now(), zone), _ -> open.accept(line));
		time.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE);
		time.addClassName("bt-run-link");
		time.getElement().setAttribute("title", Format.exact(line.time(), zone));
		time.setAriaLabel("Details of the run of " + Format.time(line.time(), Instant.now(), zone));
		return time;
	}

	private Component summary(RunLine line) {
		Div head = new Div(plan(line), new Badge(line.result()));
		head.addClassName("bt-run-head");
		Span detail = new Span(line.message().isEmpty() ? line.verb() : line.message());
		Div foot = new Div(time(line), detail);
		foot.addClassName("bt-run-foot");
		return new Div(head, foot);
	}

	private static Component plan(RunLine line) {
		Span name = new Span(line.plan().isEmpty() ? line.verb() : line.plan());
		Span client = new Span(line.client());
		client.addClassName("bt-quiet");
		Div plan = new Div(name, client);
		plan.addClassName("bt-run-plan");
		plan.setTitle(line.plan().isEmpty() ? line.verb() : line.plan() + " of " + line.client());
		return plan;
	}
}
