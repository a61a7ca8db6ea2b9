package backtrac.web.page;

import java.time.Instant;
import java.time.ZoneId;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;

import backtrac.api.catalog.RunRecord;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotCounts;
import backtrac.web.status.Beginning;
import backtrac.web.status.Format;
import backtrac.web.status.RunFacts;
import backtrac.web.status.RunLine;

/** What is known of a run. */
final class RunFactsPanel extends Div {

	private static final long serialVersionUID = 1L;

	private transient RunFacts shown;

	RunFactsPanel() {
		setId("facts");
	}

	void show(RunFacts facts, ZoneId zone) {
		RunFacts still = facts.withLive(null);
		if (still.equals(shown)) {
			return;
		}
		shown = still;
		removeAll();
		RunRecord run = facts.run();
		DescriptionList list = new DescriptionList();
		list.addClassName("bt-details");
		subject(list, run);
		began(list, run, zone);
		fact(list, "Server", facts.server());
		fact(list, "Asked for", exact(run.queued(), zone));
		fact(list, "Started", exact(run.started(), zone));
		fact(list, "Finished", exact(run.finished(), zone));
		fact(list, "Duration", new RunLine(run).duration());
		if (run.state().isFinal()) {
			fact(list, "Files", Format.count(run.files()));
			fact(list, "Content", size(run.bytes()));
			fact(list, "New in the repository", size(run.bytesStored()));
			fact(list, "Could not be done", run.problems() == 0 ? "" : Format.count(run.problems()) + (run.problems() == 1 ? " entry" : " entries"));
		}
		Snapshot snapshot = facts.snapshot();
		if (snapshot != null && run.isBackedUp()) {
			SnapshotCounts counts = snapshot.counts();
			fact(list, "Read from the client", Format.count(counts.filesRead(), "file") + ", " + Format.bytes(counts.bytesRead()));
			fact(list, "Linked, not read", Format.count(counts.filesLinked(), "file"));
		}
		fact(list, "Snapshot", run.snapshotId() == null ? "" : run.snapshotId());
		fact(list, "Run", run.id());
		add(list);
		if (snapshot != null && snapshot.hasTree()) {
			addComponentAsFirst(folder(snapshot));
		}
	}

	private static void subject(DescriptionList list, RunRecord run) {
		if (run.planId() != null && !run.subject().isEmpty()) {
			fact(list, "Plan", Pages.link("runs?plan=" + Pages.encode(run.planId()), run.subject()));
		} else {
			fact(list, "Of", run.subject());
		}
	}

	private static void began(DescriptionList list, RunRecord run, ZoneId zone) {
		Div words = new Div(new Span(Beginning.words(run.origin(), Instant.now(), zone)));
		if (run.origin().previous() != null) {
			words.add(new Span(" "), Pages.link("run/" + run.origin().previous(), "The run before it"));
		}
		words.setId("began");
		fact(list, "Why it began", words);
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

	private static void fact(DescriptionList list, String name, String value) {
		if (!value.isEmpty()) {
			list.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
		}
	}

	private static void fact(DescriptionList list, String name, Component value) {
		list.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
	}

	private static String size(long bytes) {
		return bytes < 1000 ? Format.bytes(bytes) : Format.bytes(bytes) + " (" + Format.count(bytes, "byte") + ")";
	}

	private static String exact(Instant time, ZoneId zone) {
		return time == null ? "" : Format.exact(time, zone);
	}
}
