package backtrac.xmlrpc.handler.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.schedule.Timing;

class PlanVersionTest {

	private static final Timing TIMING = new Timing("hourly", ZoneOffset.UTC, List.of("mon", "tue"), List.of("sun"), Duration.ZERO, false);
	private static final Plan PLAN = plan("docs", "smb", Map.of("share", "a", "user", "b"), List.of("a, b"), TIMING, RetentionPolicy.STANDARD, false, 0, 3, false);

	private static Plan plan(String name, String transport, Map<String, String> settings, List<String> excludes, Timing timing, RetentionPolicy retention,
			boolean paused, int priority, int retries, boolean allowEmpty) {
		return new Plan("id", "client", name, transport, settings, excludes, timing, retention, paused, priority, retries, allowEmpty);
	}

	@Test
	void eachChangeIsToBeSeen() {
		List<Plan> changed = List.of(PLAN, new Plan("id", "client", "docs", "smb", PLAN.settings(), PLAN.excludes()),
				new Plan("other", "client", "docs", "smb", PLAN.settings(), PLAN.excludes()),
				new Plan("id", "other", "docs", "smb", PLAN.settings(), PLAN.excludes()),
				plan("mail", "smb", PLAN.settings(), PLAN.excludes(), TIMING, RetentionPolicy.STANDARD, false, 0, 3, false),
				plan("docs", "local", PLAN.settings(), PLAN.excludes(), TIMING, RetentionPolicy.STANDARD, false, 0, 3, false),
				plan("docs", "smb", Map.of("share", "b", "user", "a"), PLAN.excludes(), TIMING, RetentionPolicy.STANDARD, false, 0, 3, false),
				plan("docs", "smb", Map.of("share", "a", "user", ""), PLAN.excludes(), TIMING, RetentionPolicy.STANDARD, false, 0, 3, false),
				plan("docs", "smb", PLAN.settings(), List.of("a", "b"), TIMING, RetentionPolicy.STANDARD, false, 0, 3, false),
				plan("docs", "smb", PLAN.settings(), List.of("b", "a"), TIMING, RetentionPolicy.STANDARD, false, 0, 3, false),
				plan("docs", "smb", PLAN.settings(), PLAN.excludes(), TIMING, RetentionPolicy.STANDARD.withZone(ZoneId.of("Asia/Kolkata")), false, 0, 3, false),
				PLAN.withRetention(RetentionPolicy.EMPTY), PLAN.withPaused(true),
				plan("docs", "smb", PLAN.settings(), PLAN.excludes(), TIMING, RetentionPolicy.STANDARD, false, 1, 3, false),
				plan("docs", "smb", PLAN.settings(), PLAN.excludes(), TIMING, RetentionPolicy.STANDARD, false, 0, 4, false),
				plan("docs", "smb", PLAN.settings(), PLAN.excludes(), TIMING, RetentionPolicy.STANDARD, false, 0, 3, true),
				PLAN.withTiming(new Timing("daily", ZoneOffset.UTC, TIMING.windows(), TIMING.blackouts(), Duration.ZERO, false)),
				PLAN.withTiming(new Timing("hourly", ZoneId.of("Asia/Kolkata"), TIMING.windows(), TIMING.blackouts(), Duration.ZERO, false)),
				PLAN.withTiming(new Timing("hourly", ZoneOffset.UTC, List.of("mon"), List.of("tue", "sun"), Duration.ZERO, false)),
				PLAN.withTiming(new Timing("hourly", ZoneOffset.UTC, TIMING.windows(), List.of(), Duration.ZERO, false)),
				PLAN.withTiming(new Timing("hourly", ZoneOffset.UTC, TIMING.windows(), TIMING.blackouts(), Duration.ofSeconds(1), false)),
				PLAN.withTiming(new Timing("hourly", ZoneOffset.UTC, TIMING.windows(), TIMING.blackouts(), Duration.ZERO, true)));
		Set<String> versions = new HashSet<>();
		changed.forEach(plan -> versions.add(PlanVersion.of(plan, Set.of("password"))));
		versions.add(PlanVersion.of(PLAN, Set.of()));
		versions.add(PlanVersion.of(PLAN, Set.of("password", "pin")));
		assertEquals(changed.size() + 2, versions.size());
		assertEquals(List.of(12, 6), List.of(Plan.class.getRecordComponents().length, Timing.class.getRecordComponents().length), "a new one belongs in here");
	}

	@Test
	void theOrderInWhichSettingsComeDoesNotMatter() {
		Map<String, String> forth = new LinkedHashMap<>();
		Map<String, String> back = new LinkedHashMap<>();
		for (int i = 0; i < 50; i++) {
			forth.put("setting" + i, "x");
			back.put("setting" + (49 - i), "x");
		}
		assertEquals(PlanVersion.of(plan("docs", "smb", forth, List.of(), TIMING, RetentionPolicy.EMPTY, false, 0, 3, false), Set.of("a", "b")),
				PlanVersion.of(plan("docs", "smb", back, List.of(), TIMING, RetentionPolicy.EMPTY, false, 0, 3, false), new HashSet<>(List.of("b", "a"))));
	}
}
