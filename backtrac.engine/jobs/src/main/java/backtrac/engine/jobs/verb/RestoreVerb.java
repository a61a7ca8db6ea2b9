package backtrac.engine.jobs.verb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import backtrac.api.exclude.Excludes;
import backtrac.api.job.Request;
import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;
import backtrac.engine.jobs.catalog.CatalogServices;
import backtrac.engine.jobs.repository.RepositoryFolder;
import backtrac.engine.jobs.repository.ServerFolders;
import backtrac.engine.jobs.restore.Restore;
import backtrac.engine.jobs.run.Job;
import backtrac.engine.jobs.run.Outcome;
import backtrac.engine.jobs.transport.Borrowing;

/** Writes files of a snapshot to a folder of the server, back to where they are from, or to the source of another plan. */
public final class RestoreVerb {

	private final Repository repository;
	private final CatalogServices catalog;
	private final Borrowing transports;
	private final ServerFolders server;

	public RestoreVerb(Repository repository, CatalogServices catalog, Borrowing transports, ServerFolders server) {
		this.repository = repository;
		this.catalog = catalog;
		this.transports = transports;
		this.server = server;
	}

	Outcome run(Request.Restore request, Job job) throws IOException, InterruptedException {
		try (SnapshotReader reader = repository.open(request.snapshotId())) {
			Way way = way(request.target(), reader.snapshot(), job);
			Optional<Path> local = way.localFolder();
			Excludes keepOut = local.isEmpty() ? Excludes.NONE : keepOut(local.get(), within(request.target()));
			Restore.Result result = transports.with(way.scheme(), way.all(), way.secrets().values(), target -> {
				if (!(target instanceof WritableSession writable)) {
					throw new TransportException(Reason.UNSUPPORTED, "the transport '" + way.scheme() + "' cannot write: restore to a folder of the server");
				}
				return new Restore(reader, writable, request.paths(), request.overwrite(), job.meter(), keepOut, job.journal(), way::hide).call();
			});
			return new Outcome(request.snapshotId(), result.files(), result.bytes(), result.message(), result.problems(), result.problemCount());
		}
	}

	private Way way(Request.Target target, Snapshot snapshot, Job job) throws IOException {
		return switch (target) {
		case Request.Folder folder -> {
			keepOut(folder.path(), folder.within()); // before even a folder is made there
			Path made = RestoreFolder.make(folder);
			job.journal().info("restores to " + made);
			yield Way.to(made);
		}
		case Request.Source source -> {
			Way way = Way.of(RestoreSource.of(source, snapshot, catalog), catalog.secrets());
			job.journal().info("restores to where it is from, " + way.label());
			yield way;
		}
		case Request.OtherSource source -> {
			Way way = Way.of(RestoreSource.of(source, catalog), catalog.secrets());
			job.journal().info("restores to the source of another plan, " + way.label());
			yield way;
		}
		};
	}

	private static Path within(Request.Target target) {
		return target instanceof Request.Folder folder ? folder.within() : null;
	}

	private Excludes keepOut(Path folder, Path within) throws IOException {
		return RepositoryFolder.leaveOut(server.leaveOut(Excludes.NONE, folder, within), folder, repository.info().location());
	}
}
