package backtrac.cli.repo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotSelector;
import backtrac.cli.console.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The REPO and the snapshots in it that a command works on. */
final class SnapshotsArgument {

	@Mixin
	private RepoArgument repo;

	@Parameters(index = "1..*", arity = "0..*", paramLabel = "SNAPSHOT", //
			description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME; all snapshots by default.")
	private List<String> wanted = List.of();

	/** The repository's folder. */
	Path folder() throws Failure {
		return repo.folder();
	}

	Repository open() throws IOException {
		return repo.open();
	}

	/** The ids of those that are named; empty if none is. */
	Set<String> ids(Repository repository) throws IOException {
		Set<String> ids = new HashSet<>();
		if (!wanted.isEmpty()) {
			List<Snapshot> all = repository.snapshots();
			for (String each : wanted) {
				ids.add(SnapshotSelector.select(all, each).id());
			}
		}
		return ids;
	}
}
