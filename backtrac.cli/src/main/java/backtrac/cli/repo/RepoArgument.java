package backtrac.cli.repo;

import java.io.IOException;
import java.nio.file.Path;

import backtrac.api.store.Repository;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotSelector;
import backtrac.cli.command.Folders;
import backtrac.cli.console.Failure;
import backtrac.engine.store.HardLinkRepository;
import picocli.CommandLine.Parameters;

/** The REPO that a command works on. */
final class RepoArgument {

	@Parameters(index = "0", paramLabel = "REPO", description = "The repository's folder.")
	private Path folder;

	Path folder() throws Failure {
		return Folders.named(folder);
	}

	Repository open() throws IOException {
		return HardLinkRepository.open(folder());
	}

	/** Opens the snapshot that a person means; the caller closes the reader. */
	SnapshotReader open(String wanted) throws IOException {
		Repository repository = open();
		Snapshot snapshot = SnapshotSelector.select(repository.snapshots(), wanted);
		return repository.open(snapshot.id());
	}
}
