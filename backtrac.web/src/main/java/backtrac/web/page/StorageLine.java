package backtrac.web.page;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

import backtrac.web.status.Storage;

/** Where the snapshots are. */
final class StorageLine extends Div {

	private static final long serialVersionUID = 1L;

	private final Code location = new Code();
	private final Span rest = new Span();
	private transient Storage shown;

	StorageLine() {
		setId("storage");
		addClassName("bt-storage");
		Div texts = new Div(location, rest);
		add(Glyph.STORAGE.create(), texts);
	}

	void show(Storage storage) {
		if (!storage.equals(shown)) {
			shown = storage;
			location.setVisible(storage.location() != null);
			location.setText(storage.location() == null ? "" : storage.location());
			rest.setText(storage.words());
		}
	}
}
