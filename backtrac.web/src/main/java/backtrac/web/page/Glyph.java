package backtrac.web.page;

import com.vaadin.flow.component.Svg;

/** Our own few pictures, drawn with the colour of the text around them. They say nothing that the text does not. */
enum Glyph {
	CHECK("M4.5 12.5l5 5 10-11"),
	WARNING("M12 4.5v9.5M12 18.4v.6"),
	CROSS("M6 6l12 12M18 6L6 18"),
	RUNNING("M19.5 12a7.5 7.5 0 1 1-2.6-5.7M17.4 2.8v3.9h-3.9"),
	NEUTRAL("M5 12h14"),
	COMPUTER("M3.5 5h17v11h-17zM9 20h6M12 16v4"),
	FOLDER("M3.5 6.5h6l2 2.5h9v10h-17z"),
	STORAGE("M4.5 6c0-3.3 15-3.3 15 0s-15 3.3-15 0v12c0 3.3 15 3.3 15 0V6M4.5 12c0 3.3 15 3.3 15 0");

	private final String path;

	Glyph(String path) {
		this.path = path;
	}

	Svg create() {
		Svg svg = new Svg("<svg viewBox=\"0 0 24 24\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"2\" stroke-linecap=\"round\" "
				+ "stroke-linejoin=\"round\"><path d=\"" + path + "\"/></svg>");
		svg.addClassName("bt-glyph");
		svg.getElement().setAttribute("aria-hidden", "true");
		return svg;
	}
}
