package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Values as columns hold them.
 *
 * <p>
 * Times are numbers, milliseconds since the epoch: a TIMESTAMP goes through the time zone of the server on its way, and
 * at the end of summer time the same hour comes twice.
 */
final class Columns {

	/** Of the columns that hold a sentence for people. */
	static final int LONGEST_MESSAGE = 4000;

	private Columns() {
	}

	/** Milliseconds; null for null. */
	static Long millis(Instant time) {
		return time == null ? null : time.toEpochMilli();
	}

	static Instant instant(ResultSet row, String column) throws SQLException {
		long millis = row.getLong(column);
		return row.wasNull() ? null : Instant.ofEpochMilli(millis);
	}

	/** Cuts what does not fit: a long reason must not be why something is not stored. PostgreSQL refuses the character 0. */
	static String fit(String text, int longest) {
		if (text == null) {
			return null;
		}
		String fit = text.replace('\0', '\uFFFD');
		if (fit.length() <= longest) {
			return fit;
		}
		int end = Character.isHighSurrogate(fit.charAt(longest - 2)) ? longest - 2 : longest - 1;
		return fit.substring(0, end) + "…";
	}

	/** A pattern of LIKE with the escape character !, for texts that have this in them. */
	static String having(String text) {
		return "%" + text.replaceAll("[!%_]", "!$0") + "%";
	}
}
