package backtrac.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a part of the whole: {@code 1/30}, {@code 2/3}; {@code 1} is all. */
public final class ShareConverter implements ITypeConverter<Double> {

	private static final Pattern SHARE = Pattern.compile("(\\d{1,6})(?:/(\\d{1,6}))?");

	@Override
	public Double convert(String text) {
		Matcher parts = SHARE.matcher(text);
		double share = parts.matches() ? Double.parseDouble(parts.group(1)) / (parts.group(2) == null ? 1 : Double.parseDouble(parts.group(2))) : 0;
		if (!(share > 0 && share <= 1)) {
			throw new TypeConversionException("'" + text + "' is no share: give a part of one as 1/30, or 1 for all");
		}
		return share;
	}
}
