package backtrac.web.status;

import java.util.Locale;

/** How good or bad something is; the pages give each its colour. */
public enum Level {
	GOOD, ACTIVE, NEUTRAL, WARNING, BAD;

	/** The name in style sheets. */
	public String css() {
		return name().toLowerCase(Locale.ROOT);
	}
}
