package backtrac.api.retention;

import java.time.DayOfWeek;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/**
 * The options that count, in the order in which they are applied. Each keeps the newest snapshot of a period; periods
 * without a snapshot do not count.
 */
public enum RetentionRule {

	/**
	 * The newest snapshots, whenever they were taken: restic's rule. borg counts seconds here and keeps one snapshot of
	 * each.
	 */
	LAST,
	/**
	 * Hours of the clock. The hour that comes twice when summer time ends counts as two; restic, borg and Proxmox Backup
	 * Server take it for one.
	 */
	HOURLY,
	/** Days from midnight to midnight. */
	DAILY,
	/** Weeks as in ISO 8601, Monday to Sunday. */
	WEEKLY,
	/** Months of the calendar. */
	MONTHLY,
	/** Years of the calendar. */
	YEARLY;

	/** As people write it: "daily". */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** What is equal for all snapshots of one period, and for no others. */
	Object period(ZonedDateTime time) {
		return switch (this) {
		case LAST -> new Object();
		case HOURLY -> time.truncatedTo(ChronoUnit.HOURS).toInstant();
		case DAILY -> time.toLocalDate();
		case WEEKLY -> time.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
		case MONTHLY -> YearMonth.from(time);
		case YEARLY -> time.getYear();
		};
	}
}
