package backtrac.engine.jobs.runner;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Plan;
import backtrac.api.retention.Retention;
import backtrac.api.retention.RetentionCandidate;
import backtrac.api.retention.RetentionDecision;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.engine.jobs.catalog.IndexKeeper;
import backtrac.engine.jobs.catalog.PlanDefinition;
import backtrac.engine.jobs.journal.RunJournal;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.run.Job;

/**
 * What follows a backup that has left a snapshot: the catalog gets to know it, and those that the plan's policy does not keep go. The
 * backup has succeeded by then: what fails here is told in its log only.
 */
final class AfterBackup {

	private static final String RETENTION = "retention";

	private final Repository repository;
	private final Catalog catalog;
	private final IndexKeeper index;
	private final RunNews news;

	AfterBackup(Repository repository, Catalog catalog, IndexKeeper index, RunNews news) {
		this.repository = repository;
		this.catalog = catalog;
		this.index = index;
		this.news = news;
	}

	/** @param made the snapshot of a backup that has its result */
	void run(Job job, Snapshot made) {
		index.put(made);
		news.committed(made.id());
		try {
			Optional<Plan> plan = catalog.plan(job.record().planId());
			if (plan.isPresent() && !plan.get().retention().isEmpty()) {
				apply(plan.get(), made, job);
			}
		} catch (IOException | CatalogException e) {
			job.journal().warn("the plan's policy could not be applied, older snapshots stay: " + e.getMessage(), RETENTION);
		}
	}

	private void apply(Plan plan, Snapshot made, Job job) throws IOException {
		Map<String, Snapshot> snapshots = new HashMap<>();
		long foreign = 0;
		for (Snapshot snapshot : repository.snapshots(made.client(), made.plan())) {
			// a folder of the repository may be shared by names that differ
			if (!snapshot.client().equals(made.client()) || !snapshot.plan().equals(made.plan())) {
				continue;
			}
			if (PlanDefinition.isOfAnother(snapshot.definition(), plan)) {
				foreign++;
			} else {
				snapshots.put(snapshot.id(), snapshot);
			}
		}
		if (foreign > 0) {
			job.journal().info("left alone: " + Quantities.count(foreign, "snapshot") + " of another plan that had this name; the policy is this plan's only");
		}
		List<RetentionCandidate> candidates = snapshots.values().stream()
				.map(s -> new RetentionCandidate(s.id(), s.started(), s.result() == Snapshot.Result.COMPLETE, s.isPinned())).toList();
		Instant now = made.started();
		List<RetentionDecision> decisions = Retention.decide(plan.retention(), candidates, now);
		List<Snapshot> stay = new ArrayList<>();
		for (RetentionDecision decision : decisions) {
			Snapshot snapshot = snapshots.get(decision.candidate().id());
			if (decision.keep() || snapshot.id().equals(made.id()) || stay.isEmpty()) {
				stay.add(snapshot);
			} else if (job.leash().wish() != null) {
				job.journal().warn("the run is to end: the next one applies the rest of the plan's policy", RETENTION);
				return;
			} else {
				forget(snapshot, stay, decision, job.journal());
			}
		}
	}

	/** @param newer those that stay and are newer; never empty, as the last good one always stays */
	private void forget(Snapshot snapshot, List<Snapshot> newer, RetentionDecision decision, RunJournal journal) throws IOException {
		// it must not go while what stays in its place is damaged
		repository.check(newer.getLast().id());
		repository.forget(snapshot.id());
		journal.info("removed the snapshot " + snapshot.id() + " of " + snapshot.started() + ": " + String.join(", ", decision.reasons()));
		index.forgotten(List.of(snapshot.id()));
		news.forgotten(snapshot.id());
	}
}
