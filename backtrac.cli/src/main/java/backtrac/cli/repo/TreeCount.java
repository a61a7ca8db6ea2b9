package backtrac.cli.repo;

import backtrac.api.store.Upkeep;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many trees to keep: a number or {@code all}. */
final class TreeCount implements ITypeConverter<Integer> {

	@Override
	public Integer convert(String text) {
		if (text.equals("all")) {
			return Upkeep.ALL_TREES;
		}
		if (!text.matches("\\d{1,9}")) {
			throw new TypeConversionException("give a number, 0 or more, or 'all', not '" + text + "'");
		}
		return Integer.valueOf(text);
	}
}
