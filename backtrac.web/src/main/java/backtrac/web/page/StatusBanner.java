package backtrac.web.page;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

import backtrac.web.status.Level;
import backtrac.web.status.StatusSentence;

/** The sentence on top of the dashboard. */
final class StatusBanner extends Div {

	private static final long serialVersionUID = 1L;

	private final Div mark = new Div();
	private final Paragraph sentence = new Paragraph();
	private final Paragraph detail = new Paragraph();
	private transient StatusSentence shown;

	StatusBanner() {
		setId("status");
		addClassName("bt-status");
		mark.addClassName("bt-status-mark");
		sentence.setId("status-sentence");
		detail.setId("status-detail");
		Div texts = new Div(sentence, detail);
		texts.getElement().setAttribute("role", "status");
		add(mark, texts);
	}

	void show(StatusSentence now) {
		if (now.equals(shown)) {
			return;
		}
		if (shown == null || shown.level() != now.level()) {
			getElement().setAttribute("data-level", now.level().css());
			mark.removeAll();
			mark.add(glyph(now.level()).create());
		}
		sentence.setText(now.text());
		detail.setText(now.detail());
		detail.setVisible(!now.detail().isEmpty());
		shown = now;
	}

	private static Glyph glyph(Level level) {
		return switch (level) {
		case GOOD -> Glyph.CHECK;
		case ACTIVE -> Glyph.RUNNING;
		case NEUTRAL -> Glyph.NEUTRAL;
		case WARNING -> Glyph.WARNING;
		case BAD -> Glyph.CROSS;
		};
	}
}
