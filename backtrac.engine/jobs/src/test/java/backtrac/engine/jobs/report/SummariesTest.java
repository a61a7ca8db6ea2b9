package backtrac.engine.jobs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import backtrac.api.store.SnapshotCounts;

class SummariesTest {

	private static String of(long files, long read, long stored, boolean isFirst) {
		return Summaries.ofBackup(new SnapshotCounts(files, 1, 0, files * 10, read, read * 10, stored, stored * 10, 0), isFirst, new Problems());
	}

	@Test
	void allFilesAreMentioned() {
		assertEquals("10 files, 100 B: 10 stored (100 B)", of(10, 10, 10, true));
		assertEquals("10 files, 100 B: 6 linked to what was stored before, 4 stored (40 B)", of(10, 4, 4, true));
		assertEquals("10 files, 100 B: 6 unchanged, 3 stored (30 B), 1 with content that was there", of(10, 4, 3, false));
		assertEquals("10 files, 100 B: 10 unchanged, 0 stored", of(10, 0, 0, false));
	}
}
