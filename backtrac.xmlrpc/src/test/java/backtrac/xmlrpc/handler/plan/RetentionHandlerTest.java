package backtrac.xmlrpc.handler.plan;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.retention.RetentionText;
import backtrac.api.schedule.Scheduler;
import backtrac.api.schedule.Timing;
import backtrac.xmlrpc.handler.FakeOverview;
import backtrac.xmlrpc.handler.snapshot.RealSnapshots;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.ForecastInfo;
import backtrac.xmlrpc.remote.ForecastQuery;
import backtrac.xmlrpc.remote.RetentionChoice;

class RetentionHandlerTest {

	private static final Instant NOW = Instant.parse("2026-03-03T12:00:00Z");

	@TempDir
	Path folder;
	private RealSnapshots real;
	private final EveryDay everyDay = new EveryDay();
	private RetentionHandler handler;

	@BeforeEach
	void makeHandler() throws IOException {
		real = new RealSnapshots(folder).file("a", "x");
		MemoryCatalog catalog = new MemoryCatalog();
		catalog.save(new Client("c", "nas"));
		catalog.save(new Plan("p", "c", "docs", "local", Map.of(), List.of()).withTiming(Timing.of("every 24 hours", ZoneId.of("Europe/Berlin")))
				.withRetention(RetentionText.parse("last=2")));
		catalog.save(new Plan("q", "c", "hand", "local", Map.of(), List.of()));
		handler = new RetentionHandler(catalog, new FakeOverview(catalog), everyDay, real.repository(), Clock.fixed(NOW, ZoneOffset.UTC));
		for (int day = 1; day < 4; day++) {
			real.take("nas", "docs", "2026-03-0" + day + "T00:30:00Z");
		}
	}

	@AfterEach
	void close() {
		real.close();
	}

	/** One a day, whatever is said, unless it makes no sense. */
	private static final class EveryDay implements Scheduler {

		private int most;

		@Override
		public List<Instant> preview(String planId, Timing timing, Instant after, int count) {
			if (timing.schedule().equals("never")) {
				throw new IllegalArgumentException("a schedule looks like 'daily at 02:00'");
			}
			most = Math.max(most, count);
			return IntStream.rangeClosed(1, count).mapToObj(day -> after.plusSeconds(86_400L * day)).toList();
		}

		@Override
		public void wake() {
			// nothing waits
		}
	}

	@Test
	void tellsWhatAPolicyWouldKeepOfAPlan() {
		List<RetentionChoice> own = handler.simulate("nas/docs", "");
		assertEquals(List.of(true, true, false), own.stream().map(RetentionChoice::keep).toList());
		assertEquals(List.of("last 1 of 2"), own.getFirst().reasons());
		assertEquals("2026-03-03T00:30:00Z", own.getFirst().time());
		assertEquals(16, own.getFirst().snapshotId().length());
		assertEquals(List.of(true, false, false), handler.simulate("p", "last=1").stream().map(RetentionChoice::keep).toList());
		assertEquals(List.of(), handler.simulate("nas/hand", "last=1"));
		assertFault(Fault.BAD_PARAMETERS, "a policy looks like", () -> handler.simulate("p", "some"));
		assertFault(Fault.NOT_FOUND, "has no plan 'none'", () -> handler.simulate("nas/none", ""));
	}

	@Test
	void looksAhead() {
		ForecastInfo ofPlan = handler.forecast(new ForecastQuery("nas/docs", null, null, null, "3d", null));
		assertEquals("every 24 hours", ofPlan.schedule());
		assertEquals("Europe/Berlin", ofPlan.zone());
		assertEquals(3, ofPlan.runs());
		assertEquals(4, ofPlan.mostSnapshots());
		assertEquals(List.of("2026-03-06T12:00:00Z", "2026-03-05T12:00:00Z"), ofPlan.left().stream().map(ForecastInfo.Left::time).toList());
		assertEquals(new ForecastInfo.Removed("2026-03-01T00:30:00Z", "2026-03-04T12:00:00Z"), ofPlan.removed().getFirst());
		assertEquals(4, ofPlan.removed().size());
		assertEquals(1, handler.forecast(new ForecastQuery("nas/docs", null, null, null, "3d", false)).removed().size());
		ForecastInfo free = handler.forecast(new ForecastQuery(null, "last=1", "daily at 02:00", "Asia/Tokyo", "2d", null));
		assertEquals(List.of(2, 1), List.of(free.runs(), free.left().size()));
		assertEquals("Asia/Tokyo", free.zone());
	}

	@Test
	void reckonsLittleMoreThanIsAskedFor() {
		assertEquals(3, forecast("last=1", "3d").runs());
		assertEquals(100, everyDay.most);
		assertEquals(365, forecast("last=1", "1y").runs());
		assertEquals(400, everyDay.most);
		assertEquals(9862, forecast("last=1", "27y").runs());
	}

	@Test
	void thePolicyIsNotAppliedForHours() {
		assertEquals(1000, forecast("last=1000", "1000d").left().size());
		assertFault(Fault.BAD_PARAMETERS, "give a shorter span", () -> forecast("last=10000", "27y"));
	}

	private ForecastInfo forecast(String policy, String span) {
		return handler.forecast(new ForecastQuery(null, policy, "daily at 02:00", "UTC", span, null));
	}

	@Test
	void saysWhatMakesNoSense() {
		assertFault(Fault.BAD_PARAMETERS, "without a plan", () -> handler.forecast(new ForecastQuery(null, "last=1", null, null, null, null)));
		assertFault(Fault.BAD_PARAMETERS, "without a plan", () -> handler.forecast(new ForecastQuery("", null, "daily at 02:00", null, null, null)));
		assertFault(Fault.BAD_PARAMETERS, "missing", () -> handler.forecast(null));
		assertFault(Fault.BAD_PARAMETERS, "by hand only", () -> handler.forecast(new ForecastQuery("nas/hand", "last=1", null, null, null, null)));
		assertFault(Fault.BAD_PARAMETERS, "a schedule looks like", () -> handler.forecast(new ForecastQuery("nas/hand", "last=1", "never", null, null, null)));
		assertFault(Fault.BAD_PARAMETERS, "a time span looks like", () -> handler.forecast(new ForecastQuery("nas/docs", null, null, null, "long", null)));
		assertFault(Fault.BAD_PARAMETERS, "no time zone 'Mars'", () -> handler.forecast(new ForecastQuery("nas/docs", null, null, "Mars", null, null)));
		assertFault(Fault.BAD_PARAMETERS, "more than 10000 runs", () -> handler.forecast(new ForecastQuery("nas/docs", null, null, null, "99y", null)));
	}
}
