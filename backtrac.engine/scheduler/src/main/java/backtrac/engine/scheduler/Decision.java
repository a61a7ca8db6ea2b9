package backtrac.engine.scheduler;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.RunOrigin;

/** What is to be done about a plan or a chore. */
sealed interface Decision {

	/** Its entry as it is to be from now on. */
	Due due();

	/** Begin a run. */
	record Start(Due due, RunOrigin origin) implements Decision {
	}

	/** Look again when the entry says so. */
	record Wait(Due due) implements Decision {
	}

	/** Try to reach the client, and look again with what comes of it; or when the entry says so, should nothing come of it. */
	record Ask(Due due) implements Decision {
	}
}
