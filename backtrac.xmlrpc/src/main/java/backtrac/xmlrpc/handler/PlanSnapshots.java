package backtrac.xmlrpc.handler;

import java.io.IOException;
import java.time.Clock;
import java.util.List;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.retention.Retention;
import backtrac.api.retention.RetentionCandidate;
import backtrac.api.retention.RetentionDecision;
import backtrac.api.retention.RetentionPolicy;
import backtrac.api.retention.RetentionText;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;

/** What policies say of the snapshots of a plan. */
public final class PlanSnapshots {

	private final Catalog catalog;
	private final Lookup lookup;
	private final Repository repository;
	private final Clock clock;

	public PlanSnapshots(Catalog catalog, PlanOverview overview, Repository repository, Clock clock) {
		this.catalog = catalog;
		this.lookup = new Lookup(catalog, overview);
		this.repository = repository;
		this.clock = clock;
	}

	/**
	 * What becomes of a plan's snapshots.
	 *
	 * @param decisions the newest first
	 */
	public record Decided(RetentionPolicy policy, List<Snapshot> snapshots, List<RetentionDecision> decisions) {
	}

	/** @param policy empty or null for the plan's own */
	public Decided decide(String wanted, String policy) throws IOException {
		Plan plan = lookup.plan(wanted);
		RetentionPolicy applied = policy(plan, policy);
		List<Snapshot> snapshots = of(plan);
		return new Decided(applied, snapshots, Retention.decide(applied, snapshots.stream().map(PlanSnapshots::candidate).toList(), clock.instant()));
	}

	/** What the repository has of a plan, the latest first. */
	public List<Snapshot> of(Plan plan) throws IOException {
		String client = catalog.client(plan.clientId()).map(Client::name).orElse("");
		return repository.snapshots(client, plan.name());
	}

	/** A policy, which goes by the plan's zone unless it says another. Empty or null is the plan's own. */
	public static RetentionPolicy policy(Plan plan, String text) {
		if (Wire.isMissing(text)) {
			return plan.retention();
		}
		try {
			RetentionPolicy policy = RetentionText.parse(text);
			return text.contains("zone=") ? policy : policy.withZone(plan.timing().zone());
		} catch (IllegalArgumentException e) {
			throw Wire.bad(e.getMessage());
		}
	}

	/** A snapshot in the eyes of a policy. */
	public static RetentionCandidate candidate(Snapshot snapshot) {
		return new RetentionCandidate(snapshot.id(), snapshot.started(), snapshot.result() == Snapshot.Result.COMPLETE, snapshot.isPinned());
	}
}
