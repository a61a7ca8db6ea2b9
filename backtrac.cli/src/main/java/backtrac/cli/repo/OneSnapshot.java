package backtrac.cli.repo;

import java.io.IOException;

import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotSelector;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The REPO and the SNAPSHOT that a command does something with. */
final class OneSnapshot {

	@Mixin
	private RepoArgument repo;

	@Parameters(index = "1", paramLabel = "SNAPSHOT", description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String wanted;

	Repository repository() throws IOException {
		return repo.open();
	}

	/** The snapshot that a person means. */
	Snapshot find(Repository repository) throws IOException {
		return SnapshotSelector.select(repository.snapshots(), wanted);
	}
}
