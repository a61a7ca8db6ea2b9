package backtrac.engine.jobs.report;

import backtrac.api.store.SnapshotCounts;

/** What came of a run, in one sentence. */
public final class Summaries {

	private Summaries() {
	}

	/**
	 * {@code 1,204 files, 1.2 GB: 1,190 unchanged, 14 stored (3.1 MB)}, or what could not be read.
	 *
	 * @param isFirst whether there was no snapshot to compare with; files may be linked all the same, to what a run that was cut off has
	 *                stored, or to another name of the same file
	 */
	public static String ofBackup(SnapshotCounts counts, boolean isFirst, Problems problems) {
		if (problems.count() > 0) {
			String how = counts.unreadable() < problems.count() ? " could not be read cleanly: " : " could not be read: ";
			return "PARTIAL: " + Quantities.count(problems.count(), "entry", "entries") + how + problems.reasons();
		}
		StringBuilder text = new StringBuilder(files(counts.files(), counts.bytes())).append(": ");
		if (!isFirst) {
			text.append(Quantities.count(counts.filesLinked())).append(" unchanged, ");
		} else if (counts.filesLinked() > 0) {
			text.append(Quantities.count(counts.filesLinked())).append(" linked to what was stored before, ");
		}
		text.append(Quantities.count(counts.filesStored())).append(" stored");
		if (counts.filesStored() > 0) {
			text.append(" (").append(Quantities.bytes(counts.bytesStored())).append(")");
		}
		long known = counts.filesRead() - counts.filesStored();
		if (known > 0) {
			text.append(", ").append(Quantities.count(known)).append(" with content that was there");
		}
		return text.toString();
	}

	/** {@code 1,204 files, 1.2 GB restored}, or what could not be. */
	public static String ofRestore(long files, long bytes, Problems problems) {
		if (problems.count() > 0) {
			return "PARTIAL: " + Quantities.count(problems.count(), "entry", "entries") + " could not be restored as " + (problems.count() == 1 ? "it was: " : "they were: ") + problems.reasons();
		}
		return files(files, bytes) + " restored";
	}

	private static String files(long files, long bytes) {
		return Quantities.count(files, "file") + ", " + Quantities.bytes(bytes);
	}
}
