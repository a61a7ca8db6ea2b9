package backtrac.cli.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes: {@code 1204}, {@code 500M} or {@code 500MB} of 1000 each as sizes are printed, {@code 500MiB} of 1024 each. */
public final class SizeConverter implements ITypeConverter<Long> {

	/** For the help of an option. */
	public static final String FORMS = "a number of bytes, or 500k, 20M, 3G, 1T (of 1000 each), or 20MiB (of 1024)";

	private static final Pattern SIZE = Pattern.compile("(\\d{1,18})(?:([kmgt])(i?b)?|b)?", Pattern.CASE_INSENSITIVE);
	private static final String UNITS = "kmgt";

	@Override
	public Long convert(String text) {
		Matcher parts = SIZE.matcher(text);
		if (!parts.matches()) {
			throw new TypeConversionException("'" + text + "' is no size: give " + FORMS);
		}
		long size = Long.parseLong(parts.group(1));
		if (parts.group(2) == null) {
			return size;
		}
		int thousand = "ib".equalsIgnoreCase(parts.group(3)) ? 1024 : 1000;
		try {
			for (int i = UNITS.indexOf(Character.toLowerCase(parts.group(2).charAt(0))); i >= 0; i--) {
				size = Math.multiplyExact(size, thousand);
			}
			return size;
		} catch (ArithmeticException _) {
			throw new TypeConversionException("'" + text + "' is more than any disk has");
		}
	}
}
