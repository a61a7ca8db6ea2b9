package backtrac.web.status;

import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.job.RunState;

/** How the state of a run, or of a plan, is shown. */
public record Result(String label, Level level) {

	public static Result of(RunState state) {
		return switch (state) {
		case QUEUED -> new Result("Waiting", Level.NEUTRAL);
		case RUNNING -> new Result("Running", Level.ACTIVE);
		case SUCCEEDED -> new Result("Succeeded", Level.GOOD);
		case PARTIAL -> new Result("Partial", Level.WARNING);
		case FAILED -> new Result("Failed", Level.BAD);
		case CANCELLED -> new Result("Cancelled", Level.NEUTRAL);
		case INTERRUPTED -> new Result("Interrupted", Level.WARNING);
		};
	}

	public static Result of(Health health) {
		return switch (health) {
		case FAILED -> new Result("Failed", Level.BAD);
		case OVERDUE -> new Result("Overdue", Level.BAD);
		case PARTIAL -> new Result("Partial", Level.WARNING);
		case NEVER -> new Result("Never ran", Level.WARNING);
		case GOOD -> new Result("Well", Level.GOOD);
		};
	}
}
