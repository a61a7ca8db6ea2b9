package backtrac.engine.store;

import java.io.IOException;
import java.util.Set;

import org.slf4j.LoggerFactory;

import backtrac.api.store.VerifyReport.Place;

/** Finds the snapshots and paths that damaged contents touch. Unpacks no more of a manifest than names one of them. */
final class Touched {

	private final Set<Hash> contents;
	private final Damages damages;

	/** @param contents what is damaged */
	Touched(Set<Hash> contents, Damages damages) {
		this.contents = contents;
		this.damages = damages;
	}

	/** Takes down all places in the snapshots. One whose manifest cannot be read has none: verify says that it cannot. */
	void find(Snapshots snapshots) throws IOException, InterruptedException {
		for (Snapshots.Place place : snapshots.places()) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			try (ManifestReader manifest = ManifestReader.open(Layout.resolve(place.path(), Layout.MANIFEST))) {
				find(manifest);
			} catch (IOException e) {
				LoggerFactory.getLogger(Touched.class).warn("Nobody can tell what damage touches of {}: {}", place.path(), e.getMessage());
			}
		}
	}

	private void find(ManifestReader manifest) throws DamagedException {
		for (int i = 0; i < manifest.index().frames().size(); i++) {
			if (hasOne(manifest.hashes(i))) {
				manifest.frame(i).forEach(block -> find(block, manifest.index().snapshot()));
			}
		}
	}

	private boolean hasOne(byte[] hashes) {
		for (int at = 0; at < hashes.length; at += Hash.LENGTH) {
			if (contents.contains(Hash.of(hashes, at))) {
				return true;
			}
		}
		return false;
	}

	private void find(Block block, String snapshot) {
		for (Row row : block) {
			if (row.isHashed() && contents.contains(row.hash())) {
				damages.touch(ContentFiles.what(row.hash(), 0), new Place(snapshot, block.path().resolve(row.entry().name()).toString()));
			}
		}
	}
}
