package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionRule;
import backtrac.api.retention.Timespan;
import backtrac.api.schedule.Timing;

/**
 * What of a plan is in one row. A row that makes no sense here, such as one of another server that knows more time zones, must not hide
 * all other plans: what can be read is taken, and for the rest what does the least harm.
 */
final class PlanRows {

	private static final Logger log = LoggerFactory.getLogger(PlanRows.class);
	static final List<String> COLUMNS = Stream.concat(Stream.of("id", "client_id", "name", "transport", "schedule", "zone", "jitter",
			"ends_with_window", "paused", "priority", "retries", "allow_empty", "keep_mode", "keep_within", "keep_zone"),
			Arrays.stream(RetentionRule.values()).map(PlanRows::column)).toList();
	/** What has been said: rows are read often. */
	private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

	private PlanRows() {
	}

	/** The columns of a table with this other name in a query. */
	static String qualified(String table) {
		return COLUMNS.stream().map(column -> table + "." + column).collect(Collectors.joining(", "));
	}

	private static String column(RetentionRule rule) {
		return "keep_" + rule.word();
	}

	static List<Object> values(Plan plan) {
		Timing timing = plan.timing();
		RetentionPolicy policy = plan.retention();
		List<Object> values = new ArrayList<>(Arrays.asList(plan.id(), plan.clientId(), plan.name(), plan.transport(), timing.schedule(),
				timing.zone().getId(), timing.jitter().toMillis(), timing.endsWithWindow(), plan.paused(), plan.priority(), plan.retries(),
				plan.allowEmpty(), policy.mode().name(), policy.within() == null ? null : policy.within().toString(), policy.zone().getId()));
		for (RetentionRule rule : RetentionRule.values()) {
			values.add(policy.count(rule));
		}
		return values;
	}

	/** Without what is in other tables. */
	static Plan read(ResultSet row) throws SQLException {
		Timing timing = new Timing(row.getString("schedule"), zone(row), List.of(), List.of(),
				Duration.ofMillis(row.getLong("jitter")), row.getBoolean("ends_with_window"));
		return new Plan(row.getString("id"), row.getString("client_id"), row.getString("name"), row.getString("transport"), Map.of(), List.of(),
				timing, policyOrNone(row), row.getBoolean("paused"), row.getInt("priority"), row.getInt("retries"), row.getBoolean("allow_empty"));
	}

	/** A backup at another hour is better than none. */
	private static ZoneId zone(ResultSet row) throws SQLException {
		try {
			return ZoneId.of(row.getString("zone"));
		} catch (DateTimeException e) {
			tell(row, "its time zone makes no sense here (" + e.getMessage() + "), its times are taken for UTC");
			return ZoneOffset.UTC;
		}
	}

	/** Without a policy nothing is removed. */
	private static RetentionPolicy policyOrNone(ResultSet row) throws SQLException {
		try {
			return policy(row);
		} catch (DateTimeException | IllegalArgumentException e) {
			tell(row, "its retention policy makes no sense here (" + e.getMessage() + "), no snapshot of it is removed");
			return RetentionPolicy.EMPTY;
		}
	}

	private static void tell(ResultSet row, String what) throws SQLException {
		String sentence = "the plan " + row.getString("name") + " (" + row.getString("id") + "): " + what + " until it is set anew";
		if (TOLD.add(sentence)) {
			log.warn(sentence);
		}
	}

	private static RetentionPolicy policy(ResultSet row) throws SQLException {
		String within = row.getString("keep_within");
		RetentionPolicy policy = RetentionPolicy.EMPTY.withMode(RetentionPolicy.Mode.valueOf(row.getString("keep_mode")))
				.withWithin(within == null ? null : Timespan.parse(within)).withZone(ZoneId.of(row.getString("keep_zone")));
		for (RetentionRule rule : RetentionRule.values()) {
			int count = row.getInt(column(rule));
			policy = count == 0 ? policy : policy.keep(rule, count);
		}
		return policy;
	}
}
