package backtrac.api.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

class SnapshotSelectorTest {

	private final Snapshot latest = snapshot("aa11000000000000", "desk", "home", "2026-02-02T10:00:00Z", "2026-02-02T100000.000Z");
	private final Snapshot middle = snapshot("aa22000000000000", "desk", "etc", "2026-02-01T10:00:00Z", "2026-02-01T100000.000Z");
	private final Snapshot oldest = snapshot("bb33000000000000", "desk", "home", "2026-01-31T10:00:00Z", "2026-01-31T100000.000Z");
	private final List<Snapshot> all = List.of(latest, middle, oldest);

	@Test
	void findsByIdPrefixAndLatest() throws Exception {
		assertEquals(middle, SnapshotSelector.select(all, middle.id()));
		assertEquals(oldest, SnapshotSelector.select(all, "b"));
		assertEquals(latest, SnapshotSelector.select(all, "latest"));
	}

	@Test
	void findsByClientPlanAndTime() throws Exception {
		assertEquals(oldest, SnapshotSelector.select(all, "desk/home/2026-01-31T10:00:00Z"));
		assertEquals(oldest, SnapshotSelector.select(all, "desk/home/2026-01-31T100000.000Z"));
		assertEquals(latest, SnapshotSelector.select(all, "desk/home/latest"));
	}

	@Test
	void saysWhatIsWrong() {
		assertTrue(assertThrows(RepositoryException.class, () -> SnapshotSelector.select(all, "aa")).getMessage().contains("aa22000000000000"));
		assertTrue(assertThrows(RepositoryException.class, () -> SnapshotSelector.select(all, "cc")).getMessage().contains("'cc'"));
		assertThrows(RepositoryException.class, () -> SnapshotSelector.select(all, ""));
		assertThrows(RepositoryException.class, () -> SnapshotSelector.select(all, "desk/photos/latest"));
		assertThrows(RepositoryException.class, () -> SnapshotSelector.select(List.of(), "latest"));
	}

	private static Snapshot snapshot(String id, String client, String plan, String time, String folder) {
		return new Snapshot(id, client, plan, Instant.parse(time), Instant.parse(time), Snapshot.Result.COMPLETE, SnapshotCounts.NONE,
				Path.of("/repo/snapshots", client, plan, folder, "tree"));
	}
}
