package backtrac.web.page;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.provider.Query;

import backtrac.web.page.RunFilter.Outcome;
import backtrac.web.page.RunFilter.Subject;
import backtrac.web.status.RunLine;

/** Which runs to list. */
final class RunFilterBar extends Div {

	private static final long serialVersionUID = 1L;
	private static final List<String> VERBS = List.of("backup", "restore", "verify", "scrub", "prune", "rebuild");

	private final transient Subjects subjects;
	private final ComboBox<Subject> subject = new ComboBox<>();
	private final Select<String> verb = new Select<>();
	private final Select<Outcome> outcome = new Select<>();
	private transient RunFilter filter = RunFilter.ALL;

	RunFilterBar(Subjects subjects, Consumer<RunFilter> go) {
		this.subjects = subjects;
		addClassName("bt-filter");
		subject.setId("runs-subject");
		subject.setAriaLabel("Client or plan");
		subject.setPlaceholder("All clients and plans");
		subject.setClearButtonVisible(true);
		subject.setItemLabelGenerator(Subject::label);
		subject.setItems(this::find);
		subject.addValueChangeListener(event -> {
			if (event.isFromClient()) {
				go.accept(filter.withSubject(event.getValue()));
			}
		});
		verb.setId("runs-verb");
		verb.setAriaLabel("Verb");
		verb.setPlaceholder("All verbs");
		verb.setEmptySelectionAllowed(true);
		verb.setEmptySelectionCaption("All verbs");
		verb.setItems(VERBS);
		verb.setItemLabelGenerator(each -> each == null ? "All verbs" : RunLine.verb(each));
		verb.addValueChangeListener(event -> {
			if (event.isFromClient()) {
				go.accept(filter.withVerb(event.getValue()));
			}
		});
		outcome.setId("runs-result");
		outcome.setAriaLabel("Result");
		outcome.setPlaceholder("All results");
		outcome.setEmptySelectionAllowed(true);
		outcome.setEmptySelectionCaption("All results");
		outcome.setItems(Outcome.values());
		outcome.setItemLabelGenerator(each -> each == null ? "All results" : each.label());
		outcome.addValueChangeListener(event -> {
			if (event.isFromClient()) {
				go.accept(filter.withOutcome(event.getValue()));
			}
		});
		add(subject, verb, outcome);
	}

	/** @param named what the filter's plan or client is called; null if it names none */
	void show(RunFilter now, Subject named) {
		filter = now;
		subject.setValue(named);
		verb.setValue(VERBS.stream().filter(each -> each.equals(now.verb())).findFirst().orElse(null));
		outcome.setValue(now.outcome());
	}

	/** All that is found is one page: who does not see it types another letter. */
	private Stream<Subject> find(Query<Subject, String> query) {
		return subjects.find(query.getFilter().orElse("")).stream().skip(query.getOffset()).limit(query.getLimit());
	}
}
