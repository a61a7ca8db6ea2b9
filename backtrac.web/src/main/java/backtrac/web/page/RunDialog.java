package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;

import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunReport;
import backtrac.api.store.Snapshot;
import backtrac.web.status.Format;
import backtrac.web.status.RunLine;

/** All that is known of one run. */
final class RunDialog extends Dialog {

	private static final long serialVersionUID = 1L;

	/** @param snapshot what it left; null if there is none */
	RunDialog(RunLine line, Snapshot snapshot, List<RunReport.Problem> problems, ZoneId zone) {
		RunRecord run = line.run();
		setHeaderTitle(line.plan().isEmpty() ? line.verb() : line.verb() + " of " + line.plan());
		addClassName("bt-run-dialog");
		getElement().setAttribute("id", "run-dialog");
		Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), _ -> close());
		close.setAriaLabel("Close");
		close.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
		getHeader().add(close);

		Div result = new Div(new Badge(line.result()), new Span(line.message()));
		result.addClassName("bt-run-result");
		DescriptionList facts = new DescriptionList();
		facts.addClassName("bt-details");
		fact(facts, "Client", line.client());
		fact(facts, "Plan", line.plan());
		fact(facts, "Asked for", exact(run.queued(), zone));
		fact(facts, "Started", exact(run.started(), zone));
		fact(facts, "Finished", exact(run.finished(), zone));
		fact(facts, "Duration", line.duration());
		if (run.state().isFinal()) {
			fact(facts, "Files", Format.count(run.files()));
			fact(facts, "Content", size(run.bytes()));
			fact(facts, "New in the repository", size(run.bytesStored()));
		}
		if (snapshot != null) {
			fact(facts, "Read from the client", Format.count(snapshot.counts().filesRead(), "file") + ", " + Format.bytes(snapshot.counts().bytesRead()));
			fact(facts, "Linked, not read", Format.count(snapshot.counts().filesLinked(), "file"));
		}
		fact(facts, "Snapshot", run.snapshotId() == null ? "" : run.snapshotId());
		fact(facts, "Run", run.id());
		add(result);
		if (snapshot != null && snapshot.hasTree()) {
			add(folder(snapshot));
		}
		add(facts);
		if (run.problems() > 0) {
			add(problems(run.problems(), problems));
		}
	}

	private static Div folder(Snapshot snapshot) {
		String path = snapshot.tree().toString();
		Code code = new Code(path);
		code.setId("snapshot-path");
		Button copy = new Button("Copy", VaadinIcon.COPY_O.create());
		copy.setId("copy-path");
		copy.setAriaLabel("Copy the path of the snapshot's folder");
		copy.addThemeVariants(ButtonVariant.LUMO_SMALL);
		// the browser does it alone, see backtrac.js
		copy.getElement().setAttribute("data-copy", path);
		Div folder = new Div(Glyph.FOLDER.create(), code, copy);
		folder.addClassName("bt-folder");
		return folder;
	}

	private static Div problems(long count, List<RunReport.Problem> known) {
		Div section = new Div(new H3(Format.count(count, "entry").replace("entrys", "entries") + " could not be done"));
		section.setId("problems");
		section.addClassName("bt-problems");
		if (known.isEmpty()) {
			section.add(new Paragraph("The list is kept only for runs that ended a short time ago. The server's log has it too."));
			return section;
		}
		UnorderedList list = new UnorderedList();
		for (RunReport.Problem problem : known) {
			list.add(new ListItem(new Code(problem.path()), new Span(problem.reason())));
		}
		section.add(list);
		if (known.size() < count) {
			section.add(new Paragraph("and " + Format.count(count - known.size()) + " more"));
		}
		return section;
	}

	private static void fact(DescriptionList list, String name, String value) {
		if (!value.isEmpty()) {
			list.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
		}
	}

	private static String size(long bytes) {
		return bytes < 1000 ? Format.bytes(bytes) : Format.bytes(bytes) + " (" + Format.count(bytes, "byte") + ")";
	}

	private static String exact(Instant time, ZoneId zone) {
		return time == null ? "" : Format.exact(time, zone);
	}
}
