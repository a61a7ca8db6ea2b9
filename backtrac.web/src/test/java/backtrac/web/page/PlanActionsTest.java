package backtrac.web.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Request;
import backtrac.api.job.Run;

class PlanActionsTest {

	private static final PlanStatus PLAN = new PlanStatus("p", "docs", "c", "nas", "local", "", false, null, null, null, null, null, null, null);

	@Test
	void whoAsksForABackupIsToldWhyNoneStarts() {
		assertEquals(Optional.of("The server 'b' works on it."), start(new IllegalStateException("the server 'b' works on it")));
		assertEquals(Optional.of("The plan docs does not exist any more."), start(new IllegalArgumentException("there is no plan p")));
		assertEquals(Optional.of("The database is away."), start(new CatalogException("the database is away")));
	}

	private static Optional<String> start(RuntimeException refusal) {
		return PlanActions.start(new JobRunner() {

			@Override
			public Run start(Request request) {
				throw refusal;
			}

			@Override
			public Run adopt(RunRecord queued) {
				throw refusal;
			}

			@Override
			public List<Run> running() {
				return List.of();
			}

			@Override
			public Optional<Run> run(String id) {
				return Optional.empty();
			}
		}, PLAN);
	}
}
