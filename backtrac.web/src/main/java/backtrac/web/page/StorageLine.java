package backtrac.web.page;

import java.util.Objects;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;

import backtrac.api.store.RepositoryInfo;
import backtrac.web.status.Format;

/** Where the snapshots are. */
final class StorageLine extends Div {

	private static final long serialVersionUID = 1L;

	private final Code location = new Code();
	private final Span rest = new Span();
	private transient RepositoryInfo shown;
	private int snapshots = -1;

	StorageLine() {
		setId("storage");
		addClassName("bt-storage");
		Div texts = new Div(location, rest);
		add(Glyph.STORAGE.create(), texts);
	}

	/** @param info null if the repository is not there */
	void show(RepositoryInfo info, int count) {
		if (Objects.equals(info, shown) && count == snapshots) {
			return;
		}
		shown = info;
		snapshots = count;
		location.setVisible(info != null);
		location.setText(info == null ? "" : info.location().toString());
		rest.setText(info == null ? "The repository is not open." : Format.count(count, "snapshot") + ", repository " + info.id());
	}
}
