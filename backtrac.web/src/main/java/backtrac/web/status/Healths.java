package backtrac.web.status;

import java.time.Instant;

import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.job.RunState;

/** In which state a plan is: of one plan what the catalog's totals count. */
final class Healths {

	private Healths() {
	}

	static Health of(PlanStatus plan, Instant owedBefore) {
		if (plan.lastState() == RunState.FAILED || plan.lastState() == RunState.INTERRUPTED) {
			return Health.FAILED;
		}
		if (plan.due() != null && plan.due().owed() != null && plan.due().owed().isBefore(owedBefore)) {
			return Health.OVERDUE;
		}
		if (plan.lastState() == RunState.PARTIAL) {
			return Health.PARTIAL;
		}
		return plan.lastBackup() == null ? Health.NEVER : Health.GOOD;
	}
}
