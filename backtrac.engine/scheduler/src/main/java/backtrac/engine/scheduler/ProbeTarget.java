package backtrac.engine.scheduler;

import java.util.Map;

import backtrac.api.catalog.Plan;

/** What is probed: plans with the same one share a probe. */
record ProbeTarget(String clientId, String transport, Map<String, String> settings) {

	static ProbeTarget of(Plan plan) {
		return new ProbeTarget(plan.clientId(), plan.transport(), plan.settings());
	}
}
