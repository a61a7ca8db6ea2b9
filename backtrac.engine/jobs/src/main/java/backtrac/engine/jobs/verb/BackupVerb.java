package backtrac.engine.jobs.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.exclude.Excludes;
import backtrac.api.job.Request;
import backtrac.api.job.RunState;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotRequest;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.catalog.PlanDefinition;
import backtrac.engine.jobs.journal.RunJournal;
import backtrac.engine.jobs.repository.RepositoryFolder;
import backtrac.engine.jobs.repository.Turn;
import backtrac.engine.jobs.run.Job;
import backtrac.engine.jobs.run.Outcome;
import backtrac.engine.jobs.transport.Borrowing;

/** Backs a plan up. */
public final class BackupVerb {

	private final Repository repository;
	private final CatalogServices catalog;
	private final Borrowing transports;
	private final Backup.Options options;

	public BackupVerb(Repository repository, CatalogServices catalog, Borrowing transports, Backup.Options options) {
		this.repository = repository;
		this.catalog = catalog;
		this.transports = transports;
		this.options = options;
	}

	Outcome run(Request.Backup request, Job job) throws IOException, InterruptedException {
		Plan plan = catalog.catalog().plan(request.planId()).orElseThrow(() -> new IllegalArgumentException("the plan does not exist any more"));
		Client client = catalog.catalog().client(plan.clientId())
				.orElseThrow(() -> new IllegalArgumentException("the client of the plan '" + plan.name() + "' does not exist any more"));
		Way way = Way.of(plan, catalog.secrets());
		SnapshotRequest snapshot = new SnapshotRequest(client.name(), plan.name(), job.started(), false, way.folder())
				.withDefinition(PlanDefinition.of(client, plan, way.secrets().keySet()));
		Excludes excludes = Excludes.of(plan.excludes());
		Optional<Path> local = way.localFolder();
		Excludes own = local.isEmpty() ? excludes : RepositoryFolder.leaveOut(excludes, local.get(), repository.info().location());
		RunJournal journal = job.journal();
		Backup.Options how = options.withAllowEmpty(plan.allowEmpty()).withListener(journal)
				.withMask(way::hide).withTurn(Turn.await(busy -> journal.info("waits: " + busy)));
		return outcome(transports.with(way.scheme(), way.all(), way.secrets().values(),
				source -> new Backup(repository, source, snapshot, own, job.meter(), how).call()));
	}

	private static Outcome outcome(Backup.Result result) {
		Snapshot made = result.snapshot();
		return new Outcome(result.problemCount() == 0 ? RunState.SUCCEEDED : RunState.PARTIAL, made, made.id(), made.counts().files(), made.counts().bytes(),
				made.counts().bytesStored(), result.message(), result.problems(), result.problemCount());
	}
}
