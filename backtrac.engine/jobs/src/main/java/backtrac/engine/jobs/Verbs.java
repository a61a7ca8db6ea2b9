package backtrac.engine.jobs;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.Request;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.SnapshotCounts;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.TransportSession;
import backtrac.api.transport.WritableSession;

/** Does what requests ask for, with the services of the server. Each call blocks until it is done; an interrupt ends it. */
final class Verbs {

	private static final String LOCAL = "local";
	private static final String PATH = "path";

	private final Repository repository;
	private final Catalog catalog;
	private final Transports transports;
	private final Backup.Options options;

	Verbs(Repository repository, Catalog catalog, Transports transports, Backup.Options options) {
		this.repository = repository;
		this.catalog = catalog;
		this.transports = transports;
		this.options = options;
	}

	/** @throws TransportGoneException if the transport went meanwhile */
	Outcome perform(Request request, Instant started, ProgressMeter meter) throws IOException, InterruptedException {
		meter.phase(Phase.CONNECTING);
		return switch (request) {
		case Request.Backup backup -> backup(backup, started, meter);
		case Request.Restore restore -> restore(restore, meter);
		case Request.Verify _, Request.Scrub _, Request.Prune _, Request.Rebuild _ -> throw new IllegalArgumentException("not yet");
		};
	}

	private Outcome backup(Request.Backup request, Instant started, ProgressMeter meter) throws IOException, InterruptedException {
		Plan plan = catalog.plan(request.planId()).orElseThrow(() -> new IllegalArgumentException("the plan does not exist any more"));
		Client client = catalog.clients().stream().filter(c -> c.id().equals(plan.clientId())).findFirst()
				.orElseThrow(() -> new IllegalArgumentException("the client of the plan '" + plan.name() + "' does not exist any more"));
		String folder = plan.settings().get(PATH);
		SnapshotRequest snapshot = new SnapshotRequest(client.name(), plan.name(), started, false, folder);
		Excludes excludes = Excludes.of(plan.excludes());
		Excludes own = plan.transport().equals(LOCAL) && folder != null
				? RepositoryFolder.leaveOut(excludes, path(folder), repository.info().location())
				: excludes;
		Backup.Result result = with(plan.transport(), new HashMap<>(plan.settings()),
				source -> new Backup(repository, source, snapshot, own, meter, options).call());
		SnapshotCounts counts = result.snapshot().counts();
		return new Outcome(result.snapshot().id(), counts.files(), counts.bytes(), counts.bytesStored(), result.message(), result.problems(),
				result.problemCount());
	}

	private Outcome restore(Request.Restore request, ProgressMeter meter) throws IOException, InterruptedException {
		Excludes keepOut = RepositoryFolder.leaveOut(Excludes.NONE, request.target(), repository.info().location());
		try (SnapshotReader reader = repository.open(request.snapshotId())) {
			makeFolder(request.target());
			Restore.Result result = with(LOCAL, Map.of(PATH, request.target().toString()), target -> {
				if (!(target instanceof WritableSession writable)) {
					throw new TransportException(Reason.UNSUPPORTED, "the transport '" + LOCAL + "' cannot write: a restore needs one that can");
				}
				return new Restore(reader, writable, request.paths(), request.overwrite(), meter, keepOut).call();
			});
			return new Outcome(request.snapshotId(), result.files(), result.bytes(), 0, result.message(), result.problems(), result.problemCount());
		}
	}

	private interface Work<R> {
		R with(TransportSession session) throws IOException, InterruptedException;
	}

	private <R> R with(String scheme, Map<String, Object> settings, Work<R> work) throws IOException, InterruptedException {
		try (TransportLease lease = transports.borrow(scheme)) {
			try {
				return work.with(lease.connect(settings));
			} catch (IOException | RuntimeException e) {
				if (lease.isGone()) {
					throw new TransportGoneException(lease.goneMessage());
				}
				throw e;
			}
		}
	}

	private static Path path(String text) throws TransportException {
		try {
			return Path.of(text);
		} catch (InvalidPathException e) {
			throw new TransportException(Reason.SETTINGS, "'" + text + "' is no path");
		}
	}

	private static void makeFolder(Path folder) throws RepositoryException {
		try {
			Files.createDirectories(folder);
		} catch (FileAlreadyExistsException e) {
			throw new RepositoryException("'" + folder + "' is not a folder: choose another one to restore to", e);
		} catch (IOException e) {
			throw new RepositoryException("the folder '" + folder + "' cannot be made: " + e.getMessage(), e);
		}
	}
}
