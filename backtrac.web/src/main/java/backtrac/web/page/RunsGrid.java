package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.page.Page;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;

import backtrac.web.status.Format;
import backtrac.web.status.RunLine;

/** A list of runs. On a narrow screen each is two lines of one column. */
final class RunsGrid extends Grid<RunLine> {

	private static final long serialVersionUID = 1L;
	private static final int NARROW = 760;

	/** So many runs are shown without a scroll bar. */
	private static final int FEW = 10;

	/** Where the runs of a list without an end come from. */
	interface Source {
		List<RunLine> lines(int offset, int limit);
	}

	private final Column<RunLine> narrow;
	private transient List<RunLine> shown = List.of();
	private transient ZoneId zone = ZoneId.systemDefault();

	RunsGrid(String id, String label) {
		setId(id);
		getElement().setAttribute("aria-label", label);
		addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_ROW_STRIPES);
		addClassName("bt-runs");
		setSelectionMode(SelectionMode.NONE);
		narrow = addComponentColumn(this::summary).setHeader("Run");
		addComponentColumn(this::time).setHeader("Time").setWidth("8.8rem").setFlexGrow(0);
		addComponentColumn(RunsGrid::planOverClient).setHeader("Plan").setWidth("9rem").setFlexGrow(1);
		addColumn(RunLine::verb).setHeader("Verb").setWidth("5.4rem").setFlexGrow(0);
		addComponentColumn(line -> new Badge(line.result())).setHeader("Result").setWidth("8.6rem").setFlexGrow(0);
		addColumn(RunLine::duration).setHeader("Duration").setTextAlign(ColumnTextAlign.END).setWidth("6.9rem").setFlexGrow(0);
		addColumn(RunLine::stored).setHeader("Stored").setTextAlign(ColumnTextAlign.END).setWidth("5.6rem").setFlexGrow(0);
		addColumn(RunLine::message).setHeader("Message").setFlexGrow(3).setTooltipGenerator(RunLine::message);
		addItemClickListener(event -> getUI().ifPresent(ui -> ui.navigate(address(event.getItem()))));
	}

	/** Shows these and no others. */
	void show(List<RunLine> lines, ZoneId zone) {
		if (!lines.equals(shown) || !zone.equals(this.zone)) {
			shown = lines;
			this.zone = zone;
			setAllRowsVisible(lines.size() <= FEW);
			setItems(lines);
		}
	}

	/** Shows as many as somebody looks at. */
	void show(Source source, ZoneId zone) {
		this.zone = zone;
		setPageSize(50);
		setItems(new CallbackDataProvider<RunLine, Void>(query -> source.lines(query.getOffset(), query.getLimit()).stream(), (Query<RunLine, Void> _) -> 0,
				line -> line.run().id())).setItemCountUnknown();
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
		getColumns().forEach(column -> column.setVisible(small == Objects.equals(column, narrow)));
	}

	private Component time(RunLine line) {
		Anchor time = Pages.link(address(line), Format.time(line.time(), Instant.now(), zone));
		time.addClassName("bt-run-link");
		time.getElement().setAttribute("title", Format.exact(line.time(), zone));
		time.setAriaLabel(line.title() + ", " + Format.time(line.time(), Instant.now(), zone));
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
		plan.setTitle(line.client().isEmpty() ? name.getText() : line.plan() + " of " + line.client());
		return plan;
	}

	private static Component planOverClient(RunLine line) {
		Div name = new Div(line.plan().isEmpty() ? line.verb() : line.plan());
		name.addClassName("bt-run-plan");
		Div client = new Div(line.client());
		client.addClassName("bt-run-client");
		Div plan = new Div(name, client);
		plan.setTitle(line.client().isEmpty() ? name.getText() : line.plan() + " of " + line.client());
		return plan;
	}

	private static String address(RunLine line) {
		return "run/" + line.run().id();
	}
}
