package backtrac.engine.jobs.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionRule;
import backtrac.api.retention.Timespan;
import backtrac.api.schedule.Timing;

class PlanDefinitionTest {

	private static final Client CLIENT = new Client("c1", "desk", true);
	private static final Timing TIMING = new Timing("weekdays at 20:00", ZoneId.of("Europe/Berlin"), List.of("mon-fri 20:00-06:00", "sat"), List.of("fri 22:00-23:00"),
			Duration.ofMinutes(15), true);
	private static final List<String> EXCLUDES = IntStream.rangeClosed(1, 12).mapToObj(i -> "*.tmp" + i + "\n").toList();
	private static final Plan PLAN = new Plan("p1", "c1", "docs", "smb", Map.of("path", "/a", "setting.odd", "ü=\"\n"), EXCLUDES, TIMING,
			RetentionPolicy.STANDARD.withWithin(Timespan.parse("1y6m")).withZone(ZoneId.of("Asia/Kathmandu")), true, -5, 7, true);

	@Test
	void allOfAPlanComesBackButWhatIsSecret() {
		PlanDefinition back = read(PlanDefinition.of(CLIENT, PLAN, Set.of("password", "key")));
		assertEquals(new PlanDefinition(PLAN, true, Set.of("password", "key"), List.of()), back);
	}

	@Test
	void soDoesOneThatSaysLittle() {
		Plan little = new Plan("p", "c", "docs", "local", Map.of(), List.of());
		assertEquals(new PlanDefinition(little, false, Set.of(), List.of()), read(PlanDefinition.of(new Client("c", "lap"), little, Set.of())));
		assertEquals(new PlanDefinition(little, false, Set.of(), List.of()), read(Map.of("version", "1", "client.id", "c", "plan.id", "p", "transport", "local")));
	}

	@Test
	void itsFormIsThis() {
		Plan plan = new Plan("p", "c", "docs", "local", Map.of("path", "/home"), List.of("*.tmp", "cache/"), Timing.of("daily at 02:00", ZoneId.of("Europe/Berlin")),
				RetentionPolicy.EMPTY.keep(RetentionRule.DAILY, 7), false, 0, 3, false);
		assertEquals("{allow_empty=false, client.id=c, client.paused=false, ends_with_window=false, exclude.1=*.tmp, exclude.2=cache/, jitter=PT0S, paused=false, "
				+ "plan.id=p, priority=0, retention=union daily=7, retries=3, schedule=daily at 02:00, secret.1=password, setting.path=/home, transport=local, version=1, zone=Europe/Berlin}",
				PlanDefinition.of(new Client("c", "desk"), plan, Set.of("password")).toString());
	}

	@Test
	void whatANewerVersionAddsIsPassedOver() {
		Map<String, String> values = changed("colour", "blue");
		values.put("exclude.first", "no number");
		values.put("window", "no list");
		assertEquals(PLAN, read(values).plan());
	}

	@Test
	void whatIsNoDefinitionOrMustNotBeReadIsNone() {
		assertEquals(Optional.empty(), PlanDefinition.read(Map.of(), "docs"));
		assertEquals(Optional.empty(), PlanDefinition.read(changed("version", "2"), "docs"));
		for (String needed : List.of("version", "plan.id", "client.id", "transport")) {
			assertEquals(Optional.empty(), PlanDefinition.read(changed(needed, ""), "docs"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "retention, fortnightly=3 daily=1, nothing of it is removed", "retention, daily=many, nothing of it is removed",
			"retention, both daily=1, nothing of it is removed", "retention, daily=1 zone=Mars/Base, nothing of it is removed", "zone, Mars/Base, by hand only",
			"jitter, long, by hand only", "jitter, PT-1S, by hand only", "retries, -1, it is 3 now", "priority, high, it is 0 now" })
	void whatMakesNoSenseDoesNoHarmAndIsSaid(String name, String value, String said) {
		PlanDefinition back = read(changed(name, value));
		assertEquals(1, back.lost().size(), back.lost().toString());
		assertTrue(back.lost().getFirst().contains(said), back.lost().toString());
		assertEquals(name.equals("retention") ? RetentionPolicy.EMPTY : PLAN.retention(), back.plan().retention());
		assertEquals(said.contains("by hand") ? Timing.BY_HAND : PLAN.timing(), back.plan().timing());
		assertEquals(List.of(PLAN.settings(), PLAN.excludes(), PLAN.transport()), List.of(back.plan().settings(), back.plan().excludes(), back.plan().transport()));
	}

	private static Map<String, String> changed(String name, String value) {
		Map<String, String> values = new HashMap<>(PlanDefinition.of(CLIENT, PLAN, Set.of()));
		values.put(name, value);
		return values;
	}

	private static PlanDefinition read(Map<String, String> values) {
		return PlanDefinition.read(values, "docs").orElseThrow();
	}
}
