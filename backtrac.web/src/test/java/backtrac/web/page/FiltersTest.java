package backtrac.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.vaadin.flow.router.QueryParameters;

import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.job.RunState;
import backtrac.web.page.RunFilter.Outcome;
import backtrac.web.page.RunFilter.Subject;
import backtrac.web.status.LiveRun;

/** The filters that stand in addresses. */
class FiltersTest {

	private static PlanStatus plan(String client, String name) {
		return new PlanStatus(client + name, name, "id-" + client, client, "local", "", false, null, null, null, null, null, null, null);
	}

	@Test
	void aFilterOfRunsComesBackFromItsAddress() {
		RunFilter filter = new RunFilter("p1", null, "backup", Outcome.TROUBLE);
		assertEquals(filter, RunFilter.of(filter.parameters()));
		assertEquals(RunFilter.ALL, RunFilter.of(QueryParameters.empty()));
		assertEquals(RunFilter.ALL, RunFilter.of(QueryParameters.fromString("result=nonsense&plan=")));
	}

	@Test
	void allRunsAreThoseThatHaveEnded() {
		assertEquals(Set.of(RunState.SUCCEEDED, RunState.PARTIAL, RunState.FAILED, RunState.CANCELLED, RunState.INTERRUPTED), RunFilter.ALL.query().states());
		assertEquals(Set.of(RunState.PARTIAL, RunState.FAILED, RunState.INTERRUPTED), RunFilter.ALL.withOutcome(Outcome.TROUBLE).query().states());
	}

	@Test
	void aPlanTakesThePlaceOfAClient() {
		RunFilter client = RunFilter.ALL.withSubject(Subject.client("c1", "desk"));
		assertEquals(new RunFilter(null, "c1", null, null), client);
		assertEquals(new RunFilter("p1", null, null, null), client.withSubject(new Subject("c1", "p1", "desk / docs")));
		assertEquals(RunFilter.ALL, client.withSubject(null));
	}

	@Test
	void theRunningOnesAreFilteredToo() {
		LiveRun run = new LiveRun("r", "p1", "desk/docs", "backup", Instant.EPOCH, null, RunState.RUNNING, null);
		Subject desk = Subject.client("c1", "desk");
		assertTrue(RunFilter.ALL.matches(run, null));
		assertTrue(RunFilter.ALL.withSubject(desk).matches(run, desk));
		assertFalse(RunFilter.ALL.withSubject(desk).matches(run, Subject.client("c2", "des")));
		assertFalse(RunFilter.ALL.withVerb("restore").matches(run, null));
		assertFalse(new RunFilter("p2", null, null, null).matches(run, null));
	}

	@Test
	void clientsAreOfferedBeforePlans() {
		List<String> labels = Subject.of(List.of(plan("desk", "docs"), plan("desk", "photos"), plan("lap", "desktop")), "DESK").stream().map(Subject::label).toList();
		assertEquals(List.of("desk", "desk / docs", "desk / photos", "lap / desktop"), labels);
	}

	@Test
	void aFilterOfTheLogComesBackFromItsAddress() {
		LogFilter filter = new LogFilter(Level.ERROR, "a b&c", "permission denied");
		assertEquals(filter, LogFilter.of(QueryParameters.fromString(filter.parameters().getQueryString())));
		assertEquals("", LogFilter.USUAL.parameters().getQueryString());
	}
}
