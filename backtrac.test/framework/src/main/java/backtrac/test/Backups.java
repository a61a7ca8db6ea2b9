package backtrac.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.JobRunner;
import backtrac.api.job.Request;
import backtrac.api.job.Run;
import backtrac.api.job.RunReport;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;

/** What tests do with plans and runs of the live server. Keeps no object of a bundle. */
final class Backups {

	private final Services services;

	Backups(Services services) {
		this.services = services;
	}

	/** A new plan of a new client, for a folder of this machine. */
	Plan local(Path folder) throws Exception {
		return plan("local", Map.of("path", folder.toString()));
	}

	/** A new plan of a new client. */
	Plan plan(String transport, Map<String, String> settings) throws Exception {
		String id = UUID.randomUUID().toString();
		Plan plan = new Plan(id, id, "docs", transport, settings, List.of());
		services.use(Catalog.class, catalog -> {
			catalog.save(new Client(id, "client " + id));
			catalog.save(plan);
			return null;
		});
		return plan;
	}

	/** Backs a plan up and waits for the end. */
	RunReport run(Plan plan) throws Exception {
		return run(new Request.Backup(plan.id()));
	}

	/** Runs what is asked for and waits for the end. */
	RunReport run(Request request) throws Exception {
		return services.use(JobRunner.class, runner -> await(runner.start(request).outcome().toCompletableFuture()));
	}

	/** Begins to back a plan up; answers what comes of it. */
	CompletableFuture<RunReport> start(Plan plan) throws Exception {
		return services.use(JobRunner.class, runner -> {
			Run run = runner.start(new Request.Backup(plan.id()));
			return run.outcome().toCompletableFuture();
		});
	}

	static RunReport await(CompletableFuture<RunReport> outcome) throws Exception {
		return outcome.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
	}

	/** What the catalog says of a run. */
	RunRecord recorded(String runId) throws Exception {
		return services.use(RunHistory.class, history -> history.run(runId)).orElseThrow();
	}

	Snapshot snapshot(String id) throws Exception {
		List<Snapshot> all = services.use(Repository.class, Repository::snapshots);
		return all.stream().filter(snapshot -> snapshot.id().equals(id)).findFirst()
				.orElseThrow(() -> new IllegalStateException("no snapshot " + id + " in " + all));
	}

	/** The snapshots that are on their way in the repository, be it that somebody still makes them or not. */
	List<Path> unfinished() throws Exception {
		Path repository = services.use(Repository.class, Repository::info).location();
		try (var runs = Files.list(repository.resolve("runs"))) {
			return runs.map(run -> run.resolve("snapshot")).filter(Files::exists).toList();
		}
	}

	/** Names of a file: the file system's count of links to it. */
	static int names(Path file) throws IOException {
		return (Integer) Files.getAttribute(file, "unix:nlink");
	}
}
