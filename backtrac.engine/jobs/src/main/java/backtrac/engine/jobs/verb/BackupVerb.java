package backtrac.engine.jobs.verb;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.job.Request;
import backtrac.api.job.RunState;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.Mask;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.catalog.PlanDefinition;
import backtrac.engine.jobs.exclude.Excludes;
import backtrac.engine.jobs.journal.RunJournal;
import backtrac.engine.jobs.repository.RepositoryFolder;
import backtrac.engine.jobs.repository.Turn;
import backtrac.engine.jobs.run.Job;
import backtrac.engine.jobs.run.Outcome;
import backtrac.engine.jobs.transport.Borrowing;

/** Backs a plan up. */
public final class BackupVerb {

	private static final String LOCAL = "local";
	private static final String PATH = "path";

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
		Map<String, String> secrets = catalog.secrets().read(plan.id());
		String folder = plan.settings().get(PATH);
		SnapshotRequest snapshot = new SnapshotRequest(client.name(), plan.name(), job.started(), false, folder)
				.withDefinition(PlanDefinition.of(client, plan, secrets.keySet()));
		Excludes excludes = Excludes.of(plan.excludes());
		Excludes own = plan.transport().equals(LOCAL) && folder != null
				? RepositoryFolder.leaveOut(excludes, path(folder), repository.info().location())
				: excludes;
		RunJournal journal = job.journal();
		Backup.Options how = options.withAllowEmpty(plan.allowEmpty()).withListener(journal)
				.withMask(said -> Mask.hide(said, secrets.values())).withTurn(Turn.await(busy -> journal.info("waits: " + busy)));
		Map<String, Object> settings = new HashMap<>(plan.settings());
		settings.putAll(secrets);
		return outcome(transports.with(plan.transport(), settings, secrets.values(),
				source -> new Backup(repository, source, snapshot, own, job.meter(), how).call()));
	}

	private static Outcome outcome(Backup.Result result) {
		Snapshot made = result.snapshot();
		return new Outcome(result.problemCount() == 0 ? RunState.SUCCEEDED : RunState.PARTIAL, made, made.id(), made.counts().files(), made.counts().bytes(),
				made.counts().bytesStored(), result.message(), result.problems(), result.problemCount());
	}

	private static Path path(String text) throws TransportException {
		try {
			return Path.of(text);
		} catch (InvalidPathException e) {
			throw new TransportException(Reason.SETTINGS, "'" + text + "' is no path");
		}
	}
}
