package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import backtrac.api.exclude.Excludes;
import backtrac.api.store.Adoption;
import backtrac.api.store.Repository;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotReader;
import backtrac.api.store.SnapshotRequest;
import backtrac.api.transport.Transport;
import backtrac.api.transport.TransportSession;
import backtrac.engine.jobs.backup.Backup;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.repository.Turn;

/**
 * Brings backups of other tools into a repository on the same file system: each becomes a snapshot, the files themselves
 * become the repository's by another link, and a file that several backups share is read once. One thread at a time.
 */
public final class Import {

	private static final String DEVICE = "unix:dev";

	private final Repository repository;
	private final Transport local;
	private final Turn turn;
	private final Adoption adoption = new Adoption();

	/** @param local opens folders of this machine */
	public Import(Repository repository, Transport local, Turn turn) {
		this.turn = turn;
		this.repository = repository;
		this.local = local;
	}

	/**
	 * Looks whether trees can be taken, before anything is done.
	 *
	 * @throws RepositoryException if one lies elsewhere than on the repository's file system, or overlaps the repository
	 */
	public void check(List<OldTree> trees) throws IOException {
		Path own = repository.info().location().toRealPath();
		Object device = Files.getAttribute(own, DEVICE);
		for (OldTree tree : trees) {
			if (tree.folder().startsWith(own) || own.startsWith(tree.folder())) {
				throw new RepositoryException("'" + tree.folder() + "' and the repository " + own + " overlap: name the folders of the old backups themselves");
			}
			if (!Files.getAttribute(tree.folder(), DEVICE).equals(device)) {
				throw new RepositoryException("'" + tree.folder() + "' is on another file system than the repository " + own
						+ ", and nothing can be linked from there: make a repository on that one, or copy with 'backtrac repo backup'");
			}
		}
	}

	/** The snapshot that a tree has become already. */
	public Optional<Snapshot> existing(OldTree tree) throws IOException {
		return repository.snapshots().stream()
				.filter(s -> s.client().equals(tree.client()) && s.plan().equals(tree.plan()) && s.started().equals(tree.time())).findFirst();
	}

	/**
	 * Learns what a tree holds that is a snapshot already, so that what others share with it is not read. Worth it before a
	 * later tree of the same plan.
	 */
	public void recall(OldTree tree, Snapshot snapshot) throws IOException, InterruptedException {
		try (TransportSession session = open(tree); SnapshotReader reader = repository.open(snapshot.id())) {
			new Recall(session, reader, adoption).run();
		}
	}

	/**
	 * Makes a tree a snapshot. Blocks, and ends by an interrupt, as {@link Backup#call} does.
	 *
	 * @param estimate whether to look ahead for how much there is
	 */
	public Backup.Result run(OldTree tree, ProgressMeter meter, boolean estimate) throws IOException, InterruptedException {
		SnapshotRequest request = new SnapshotRequest(tree.client(), tree.plan(), tree.time(), false, null, adoption);
		try (TransportSession session = open(tree)) {
			return new Backup(repository, session, request, Excludes.NONE, meter, Backup.Options.DEFAULT.withEstimate(estimate).withTurn(turn)).call();
		}
	}

	/** What is known of the files, and what had to be copied. */
	public Adoption adoption() {
		return adoption;
	}

	private TransportSession open(OldTree tree) throws IOException {
		TransportSession session = new ImportSession(local.open(Map.of("path", tree.folder().toString())));
		boolean same = false;
		try {
			same = tree.isStillThere();
		} finally {
			if (!same) {
				session.close();
			}
		}
		if (!same) {
			throw new RepositoryException("'" + tree.folder() + "' has become another folder since the import began: does its tool run? Import again when it has ended");
		}
		return session;
	}
}
