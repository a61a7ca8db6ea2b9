package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionRule;
import backtrac.api.retention.Timespan;
import backtrac.api.schedule.Timing;

/** What of a plan is in one row. */
final class PlanRows {

	static final List<String> COLUMNS = Stream.concat(Stream.of("id", "client_id", "name", "transport", "schedule", "zone", "jitter",
			"ends_with_window", "paused", "priority", "retries", "allow_empty", "keep_mode", "keep_within", "keep_zone"),
			Arrays.stream(RetentionRule.values()).map(PlanRows::column)).toList();

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
		Timing timing = new Timing(row.getString("schedule"), ZoneId.of(row.getString("zone")), List.of(), List.of(),
				Duration.ofMillis(row.getLong("jitter")), row.getBoolean("ends_with_window"));
		return new Plan(row.getString("id"), row.getString("client_id"), row.getString("name"), row.getString("transport"), Map.of(), List.of(),
				timing, policy(row), row.getBoolean("paused"), row.getInt("priority"), row.getInt("retries"), row.getBoolean("allow_empty"));
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
