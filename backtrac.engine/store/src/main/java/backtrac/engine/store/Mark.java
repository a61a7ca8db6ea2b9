package backtrac.engine.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.slf4j.LoggerFactory;

import backtrac.api.entry.ByteString;
import backtrac.api.store.RepositoryException;
import backtrac.api.store.WorkListener;
import backtrac.posix.Directory;
import backtrac.posix.PosixException;

/**
 * Finds all content that is in use: what the manifests of all snapshots name, even of those whose summary is damaged, and
 * the journals of runs that were cut off. Reads nothing but their hashes; its memory grows with the distinct contents as
 * {@link ContentSet} says.
 */
final class Mark {

	private final ContentSet used = new ContentSet();
	private final List<ByteString> leftOut = new ArrayList<>();

	/**
	 * @param journals of runs that were cut off
	 * @param without  ids of snapshots that do not count
	 * @throws RepositoryException if a manifest cannot be read
	 */
	Mark(Snapshots snapshots, List<Path> journals, Set<String> without, WorkListener listener) throws IOException, InterruptedException {
		for (Snapshots.Place place : snapshots.places()) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			mark(snapshots, place, without);
			listener.done(1, 0);
		}
		for (Path journal : journals) {
			try (Journal.Reader reader = Journal.Reader.open(journal)) {
				reader.hashes().forEach(used::addAll);
			}
		}
	}

	private void mark(Snapshots snapshots, Snapshots.Place place, Set<String> without) throws IOException, InterruptedException {
		Path file = Layout.resolve(place.path(), Layout.MANIFEST);
		try (ManifestReader manifest = ManifestReader.open(file)) {
			if (without.contains(manifest.index().snapshot())) {
				leftOut.add(place.name());
				return;
			}
			requireOwn(manifest, snapshots, place);
			for (int i = 0; i < manifest.index().frames().size(); i++) {
				used.addAll(manifest.hashes(i));
			}
		} catch (ClosedByInterruptException e) {
			throw (InterruptedException) new InterruptedException().initCause(e);
		} catch (IOException e) {
			if (Files.isDirectory(place.path())) {
				throw new RepositoryException("nothing is pruned, because the manifest " + file + " cannot be used (" + e.getMessage()
						+ "), and so nobody can tell what that snapshot needs: bring the file back from a copy, or move the snapshot's folder away", e);
			} // forgotten meanwhile, or nothing of ours
		}
	}

	/** A manifest that came here from elsewhere says nothing of this snapshot. A damaged summary does not matter. */
	private static void requireOwn(ManifestReader manifest, Snapshots snapshots, Snapshots.Place place) throws IOException {
		try (Directory folder = snapshots.open(place)) {
			if (!SnapshotFile.read(folder, place.path()).snapshot().id().equals(manifest.index().snapshot())) {
				throw new IOException("it is that of another snapshot");
			}
		} catch (DamagedException | PosixException e) {
			LoggerFactory.getLogger(Mark.class).warn("The summary of snapshot {} cannot be used, but its manifest can: {}", place.path(), e.getMessage());
		}
	}

	/** All content that is in use. */
	ContentSet used() {
		return used;
	}

	/** Where the snapshots are that did not count, from the folder of snapshots. */
	List<ByteString> leftOut() {
		return leftOut;
	}
}
