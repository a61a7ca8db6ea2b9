package backtrac.engine.jobs.runner;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of the pool, as a file of the configuration has it. */
final class Share {

	/** A day's, so that a month reads everything. */
	static final double USUAL = 1 / 30.0;

	private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})/([1-9]\\d{0,5})");

	private Share() {
	}

	/**
	 * Reads a share such as {@code 1/30}.
	 *
	 * @param complain told a sentence if it makes no sense; the usual one counts then
	 */
	static double parse(String text, Consumer<String> complain) {
		Matcher parts = FORM.matcher(text.strip());
		double share = parts.matches() ? Double.parseDouble(parts.group(1)) / Double.parseDouble(parts.group(2)) : 0;
		if (share > 0 && share <= 1) {
			return share;
		}
		complain.accept("scrubShare is '" + text + "', which is no part of one: write it as 1/30, which counts until then");
		return USUAL;
	}
}
