package backtrac.engine.jobs.verb;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import backtrac.api.job.Request;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.SnapshotReader;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.api.transport.WritableSession;
import backtrac.engine.jobs.exclude.Excludes;
import backtrac.engine.jobs.repository.RepositoryFolder;
import backtrac.engine.jobs.restore.Restore;
import backtrac.engine.jobs.run.Job;
import backtrac.engine.jobs.run.Outcome;
import backtrac.engine.jobs.transport.Borrowing;

/** Writes files of a snapshot to a folder of the server. */
public final class RestoreVerb {

	private static final String LOCAL = "local";
	private static final String PATH = "path";

	private final Repository repository;
	private final Borrowing transports;

	public RestoreVerb(Repository repository, Borrowing transports) {
		this.repository = repository;
		this.transports = transports;
	}

	Outcome run(Request.Restore request, Job job) throws IOException, InterruptedException {
		Excludes keepOut = RepositoryFolder.leaveOut(Excludes.NONE, request.target(), repository.info().location());
		try (SnapshotReader reader = repository.open(request.snapshotId())) {
			makeFolder(request.target());
			job.journal().info("restores to " + request.target());
			Restore.Result result = transports.with(LOCAL, Map.of(PATH, request.target().toString()), List.of(), target -> {
				if (!(target instanceof WritableSession writable)) {
					throw new TransportException(Reason.UNSUPPORTED, "the transport '" + LOCAL + "' cannot write: a restore needs one that can");
				}
				return new Restore(reader, writable, request.paths(), request.overwrite(), job.meter(), keepOut, job.journal()).call();
			});
			return new Outcome(request.snapshotId(), result.files(), result.bytes(), result.message(), result.problems(), result.problemCount());
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
