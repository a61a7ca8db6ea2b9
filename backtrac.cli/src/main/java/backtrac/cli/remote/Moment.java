package backtrac.cli.remote;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;

import backtrac.api.retention.Timespan;

/** A moment as people type it: a time span from now, the beginning of a day, or a time in ISO 8601. */
final class Moment {

	private Moment() {
	}

	/** @param wrong makes an error of what is wrong */
	static Instant ahead(String option, String text, Instant now, ZoneId zone, Function<String, ? extends RuntimeException> wrong) {
		return isSpan(text) ? span(option, text, wrong).after(now, zone).truncatedTo(ChronoUnit.SECONDS) : date(option, text, zone, wrong);
	}

	/** @param wrong makes an error of what is wrong */
	static Instant back(String option, String text, Instant now, ZoneId zone, Function<String, ? extends RuntimeException> wrong) {
		return isSpan(text) ? span(option, text, wrong).before(now, zone).truncatedTo(ChronoUnit.SECONDS) : date(option, text, zone, wrong);
	}

	private static boolean isSpan(String text) {
		return text.matches("(\\d+[ymwdh])+");
	}

	private static Timespan span(String option, String text, Function<String, ? extends RuntimeException> wrong) {
		try {
			return Timespan.parse(text);
		} catch (IllegalArgumentException e) {
			throw wrong.apply(option + ": " + e.getMessage());
		}
	}

	private static Instant date(String option, String text, ZoneId zone, Function<String, ? extends RuntimeException> wrong) {
		try {
			return text.contains("T") ? OffsetDateTime.parse(text).toInstant() : LocalDate.parse(text).atStartOfDay(zone).toInstant();
		} catch (DateTimeException _) {
			throw wrong.apply(option + " is a time span as 90d, a date as 2027-01-31 or a time as 2027-01-31T02:00:00Z, not '" + text + "'");
		}
	}
}
