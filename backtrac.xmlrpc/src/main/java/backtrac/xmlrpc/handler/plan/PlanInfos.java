package backtrac.xmlrpc.handler.plan;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import backtrac.api.catalog.Due;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanStatus;
import backtrac.api.retention.RetentionText;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.PlanDetails;
import backtrac.xmlrpc.remote.PlanInfo;

/** Plans as callers see them. */
final class PlanInfos {

	private PlanInfos() {
	}

	/** @param owedBefore as in {@link backtrac.api.catalog.PlanQuery} */
	static PlanInfo of(PlanStatus s, Instant owedBefore) {
		return new PlanInfo(s.planId(), Wire.text(s.plan()), s.clientId(), Wire.text(s.client()), s.transport(), Wire.text(s.schedule()), s.paused(),
				s.health(owedBefore).name(), Wire.orEmpty(s.lastRunId()), Wire.name(s.lastState()), Wire.time(s.lastFinished()), Wire.text(s.lastMessage()),
				Wire.time(s.lastBackup()), Wire.time(s.lastComplete()), Wire.time(next(s.due())), s.due() == null ? "" : s.due().waiting().name());
	}

	/** @param shown the settings that callers may see */
	static PlanDetails details(Plan p, String client, Map<String, String> shown, Set<String> secrets, List<String> next) {
		Map<String, Object> settings = new TreeMap<>();
		shown.forEach((name, value) -> settings.put(name, Wire.text(value)));
		return new PlanDetails(p.id(), Wire.text(client), Wire.text(p.name()), p.transport(), settings, secrets.stream().sorted().toList(),
				p.excludes().stream().map(Wire::text).toList(), Wire.text(p.timing().schedule()), p.timing().zone().getId(), p.timing().windows(),
				p.timing().blackouts(), Math.toIntExact(p.timing().jitter().toSeconds()), p.timing().endsWithWindow(), RetentionText.format(p.retention()),
				p.priority(), p.retries(), p.allowEmpty(), p.paused(), next, PlanVersion.of(p, secrets));
	}

	/** Null if there is none, or it has not been reckoned yet. */
	private static Instant next(Due due) {
		return due == null || Instant.EPOCH.equals(due.at()) ? null : due.at();
	}
}
