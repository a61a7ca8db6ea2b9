package backtrac.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.schedule.Timing;
import backtrac.web.live.Services;

class PlanChangeTest {

	private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
	private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
	private static final ZoneId BROWSER = ZoneId.of("America/New_York");

	@Test
	void whatNobodyTouchesStaysAsItWas() {
		for (String schedule : List.of("daily at 02:00", "")) {
			Timing timing = new Timing(schedule, BERLIN, List.of("mon-fri 20:00-06:00"), List.of("sat 08:00-12:00"), Duration.ofSeconds(90), true);
			assertEquals(timing, new TimingFields(plan(timing, RetentionPolicy.STANDARD), new Services(), BROWSER, () -> {
			}).timing());
		}
	}

	@Test
	void aPlanThatGetsAScheduleGetsTheZoneThatIsShownWithIt() {
		Timing chosen = PlanChange.timing(Timing.BY_HAND, BROWSER, Timing.of("hourly", BROWSER));
		assertEquals(BROWSER, chosen.zone());
		assertEquals(TOKYO, PlanChange.timing(Timing.BY_HAND, BROWSER, Timing.of("", TOKYO)).zone(), "chosen by somebody");
	}

	@Test
	void aJitterThatIsChangedIsTaken() {
		Timing before = new Timing("hourly", BERLIN, List.of(), List.of(), Duration.ofSeconds(90), false);
		Timing chosen = new Timing("hourly", BERLIN, List.of(), List.of(), Duration.ofMinutes(2), false);
		assertEquals(Duration.ofMinutes(2), PlanChange.timing(before, BERLIN, chosen).jitter());
	}

	@Test
	void theRetentionHasItsOwnZoneIfSomebodyGaveItOne() {
		Timing berlin = Timing.of("hourly", BERLIN);
		assertEquals(ZoneOffset.UTC, PlanChange.retentionZone(plan(berlin, RetentionPolicy.STANDARD.withZone(ZoneOffset.UTC)), berlin));
		assertEquals(TOKYO, PlanChange.retentionZone(plan(berlin, RetentionPolicy.STANDARD.withZone(TOKYO)), Timing.of("hourly", BROWSER)));
	}

	@Test
	void otherwiseItGoesWithTheSchedule() {
		Timing berlin = Timing.of("hourly", BERLIN);
		assertEquals(TOKYO, PlanChange.retentionZone(plan(berlin, RetentionPolicy.STANDARD.withZone(BERLIN)), Timing.of("hourly", TOKYO)));
		assertEquals(BERLIN, PlanChange.retentionZone(plan(berlin, RetentionPolicy.EMPTY), berlin), "it had none yet");
		assertEquals(TOKYO, PlanChange.retentionZone(plan(Timing.BY_HAND, RetentionPolicy.STANDARD.withZone(TOKYO)), Timing.BY_HAND));
	}

	@Test
	void whatSomebodyElseChangedMeanwhileIsNotLost() {
		MemoryCatalog catalog = new MemoryCatalog();
		catalog.save(new Client("c", "nas"));
		Timing hourly = Timing.of("hourly", BERLIN);
		Plan shown = plan(Timing.of("daily", BERLIN), RetentionPolicy.STANDARD);
		catalog.save(shown.withPaused(true));
		PlanChange.save(catalog, shown, catalog.plan("p").orElseThrow(), hourly, RetentionPolicy.STANDARD);
		assertEquals(shown.withPaused(true).withTiming(hourly), catalog.plan("p").orElseThrow(), "another thing does not matter");

		Plan present = catalog.plan("p").orElseThrow();
		for (Plan other : List.of(present.withTiming(Timing.of("weekly", BERLIN)), present.withRetention(RetentionPolicy.EMPTY))) {
			catalog.save(other);
			String why = assertThrows(CatalogException.class, () -> PlanChange.save(catalog, present, other, hourly, RetentionPolicy.STANDARD)).getMessage();
			assertEquals("Somebody else has changed the plan docs meanwhile: look at it again, and repeat your change.", why);
			assertThrows(CatalogException.class, () -> PlanChange.replace(catalog, present, present.withPaused(false)));
			assertEquals(other, catalog.plan("p").orElseThrow());
		}
	}

	private static Plan plan(Timing timing, RetentionPolicy retention) {
		return new Plan("p", "c", "docs", "local", Map.of(), List.of()).withTiming(timing).withRetention(retention);
	}
}
