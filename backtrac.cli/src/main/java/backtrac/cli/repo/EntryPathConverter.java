package backtrac.cli.repo;

import backtrac.api.entry.EntryPath;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a path in a snapshot as {@code ls} prints it. */
final class EntryPathConverter implements ITypeConverter<EntryPath> {

	@Override
	public EntryPath convert(String value) {
		try {
			return EntryPath.parse(value);
		} catch (IllegalArgumentException e) {
			throw new TypeConversionException(e.getMessage());
		}
	}
}
