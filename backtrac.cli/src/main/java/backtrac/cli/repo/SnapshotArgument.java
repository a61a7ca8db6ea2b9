package backtrac.cli.repo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

import backtrac.api.entry.EntryPath;
import backtrac.api.store.SnapshotEntry;
import backtrac.api.store.SnapshotReader;
import backtrac.cli.console.Failure;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The REPO and the SNAPSHOT that a command reads. */
final class SnapshotArgument {

	@Mixin
	private RepoArgument repo;

	@Parameters(index = "1", paramLabel = "SNAPSHOT", description = "An id, a unique beginning of one, 'latest', or CLIENT/PLAN/TIME.")
	private String wanted;

	/** The repository's folder. */
	Path repository() throws Failure {
		return repo.folder();
	}

	/** Opens the snapshot; the caller closes the reader. */
	SnapshotReader open() throws IOException {
		return repo.open(wanted);
	}

	/** The entry at a path. */
	static SnapshotEntry entry(SnapshotReader reader, EntryPath path) throws IOException {
		Optional<SnapshotEntry> found = reader.find(path);
		return found.orElseThrow(() -> new Failure("no '" + path + "' in snapshot " + reader.snapshot().id() + ": paths begin below the folder that was"
				+ " backed up, 'backtrac repo ls' shows them"));
	}
}
