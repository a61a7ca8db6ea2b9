package backtrac.engine.jobs.runner;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Servers.Server;
import backtrac.api.exclude.Excludes;
import backtrac.api.job.Request;
import backtrac.api.job.RunState;
import backtrac.api.job.RunsElsewhereException;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.repository.ServerFolders;
import backtrac.engine.jobs.verb.RestoreSource;

/** How runs come in: what a person asks for becomes a record in the catalog, what the scheduler has put there becomes a request. */
final class Entrance {

	private static final SecureRandom RANDOM = new SecureRandom();

	private final CatalogServices catalog;
	private final ServerFolders server;
	private final Clock clock;

	Entrance(CatalogServices catalog, ServerFolders server, Clock clock) {
		this.catalog = catalog;
		this.server = server;
		this.clock = clock;
	}

	/** @throws IllegalArgumentException if it does not exist */
	Plan plan(Request.Backup backup) {
		return catalog.catalog().plan(backup.planId()).orElseThrow(() -> new IllegalArgumentException("there is no plan with the id '" + backup.planId() + "'"));
	}

	/**
	 * The backup of a plan that the scheduler has claimed for this server, but not handed over yet.
	 *
	 * @throws RunsElsewhereException if another server has one
	 */
	Optional<RunRecord> open(Plan plan) {
		for (RunRecord run : catalog.history().open()) {
			if (run.verb().equals(RunRecord.BACKUP) && plan.id().equals(run.planId())) {
				if (!run.server().equals(catalog.servers().self())) {
					String name = catalog.servers().all().stream().filter(server -> server.id().equals(run.server())).map(Server::name).findFirst().orElse(run.server());
					throw new RunsElsewhereException("the server '" + name + "' works on a backup of the plan '" + plan.name() + "': wait for it to end, or ask there");
				}
				if (run.state() == RunState.QUEUED) {
					return Optional.of(run);
				}
			}
		}
		return Optional.empty();
	}

	/**
	 * Empty if another backup of the plan is open.
	 *
	 * @throws backtrac.api.catalog.CatalogException if the catalog does not take it: the run must not begin then
	 */
	Optional<RunRecord> queue(Request.Backup backup, Plan plan) {
		return queue(backup, plan.id(), name(plan), null);
	}

	private String name(Plan plan) {
		return catalog.catalog().client(plan.clientId()).map(Client::name).orElse(plan.clientId()) + "/" + plan.name();
	}

	/**
	 * What is no backup.
	 *
	 * @throws IllegalArgumentException              if it is a restore to the source of a plan that cannot take it, or to a folder of the server itself
	 * @throws backtrac.api.catalog.CatalogException if the catalog does not take it: the run must not begin then
	 */
	RunRecord queue(Request request) {
		// only backups of plans are in each other's way
		return (request instanceof Request.Restore restore ? queue(restore) : queue(request, null, "", null)).orElseThrow();
	}

	/** @throws IllegalArgumentException if where it is to cannot take it */
	private Optional<RunRecord> queue(Request.Restore restore) {
		Optional<Snapshot> snapshot = catalog.index().snapshot(restore.snapshotId());
		String of = snapshot.map(known -> known.client() + "/" + known.plan()).orElse("");
		return switch (restore.target()) {
		case Request.Folder folder -> {
			requireForeign(folder);
			yield queue(restore, null, of.isEmpty() ? "" : of + " to " + folder.path(), restore.snapshotId());
		}
		case Request.Source source -> {
			Plan plan = RestoreSource.of(source, snapshot.orElseThrow(() -> new IllegalArgumentException("no snapshot '" + restore.snapshotId() + "'")), catalog);
			yield queue(restore, plan.id(), of + " to its source", restore.snapshotId());
		}
		case Request.OtherSource source -> {
			Plan plan = RestoreSource.of(source, catalog);
			yield queue(restore, plan.id(), of + " to the source of " + name(plan), restore.snapshotId());
		}
		};
	}

	/** The run looks again when it begins: who asks should be told now. */
	private void requireForeign(Request.Folder folder) {
		try {
			server.leaveOut(Excludes.NONE, folder.path(), folder.within());
		} catch (RepositoryException e) {
			throw new IllegalArgumentException(e.getMessage(), e);
		} catch (IOException e) {
			throw new IllegalArgumentException("'" + folder.path() + "' cannot be looked at: " + e.getMessage(), e);
		}
	}

	private Optional<RunRecord> queue(Request request, String planId, String subject, String snapshotId) {
		RunRecord run = new RunRecord(newId(), request.verb(), planId, subject, RunOrigin.PERSON, catalog.servers().self(), RunState.QUEUED, clock.instant(), null,
				null, snapshotId, 0, 0, 0, 0, null);
		return catalog.history().add(run) ? Optional.of(run) : Optional.empty();
	}

	private static String newId() {
		byte[] bytes = new byte[8];
		RANDOM.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	/**
	 * What a run of the scheduler shall do.
	 *
	 * @param scrubShare how much of the pool a scrub reads
	 * @throws IllegalArgumentException if it is none that the scheduler begins
	 */
	static Request request(RunRecord run, double scrubShare) {
		if (run.verb().equals(RunRecord.BACKUP) && run.planId() != null) {
			return new Request.Backup(run.planId());
		}
		return switch (run.verb()) {
		case "prune" -> new Request.Prune();
		case "scrub" -> new Request.Scrub(scrubShare);
		case "verify" -> new Request.Verify(Set.of(), false);
		default -> throw new IllegalArgumentException("the run " + run.id() + " is no backup of a plan and no chore: its verb is " + run.verb());
		};
	}
}
