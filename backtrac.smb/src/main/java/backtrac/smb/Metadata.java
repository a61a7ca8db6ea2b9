package backtrac.smb;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import backtrac.api.entry.FileEntry;

/** What of an entry a share can hold: the time of modification and the attributes of DOS. Safe for use by several threads. */
final class Metadata {

	/**
	 * What is set.
	 *
	 * @param written    in steps of {@link FileTimes}; 0 to leave it
	 * @param attributes 0 to leave them
	 */
	record Basic(long written, int attributes) {
	}

	/** What was said to be lost, of the kinds that concern each and every entry. */
	private final Set<String> said = ConcurrentHashMap.newKeySet();

	Basic of(FileEntry entry) {
		return new Basic(FileTimes.of(entry.modified()), Math.max(0, DosAttributes.of(entry)));
	}

	/** What is not set, a sentence each; of what no entry can have here, for the first one only. */
	List<String> lost(FileEntry entry) {
		List<String> lost = new ArrayList<>();
		if (FileTimes.of(entry.modified()) == 0) {
			lost.add("time " + entry.modified() + ": a Windows share has none before 1601");
		}
		if (DosAttributes.of(entry) < 0) {
			lost.add("attributes " + entry.attributes().get(DosAttributes.NAME) + ": not understood");
		}
		if (entry.uid() != FileEntry.UNKNOWN || entry.mode() != FileEntry.UNKNOWN) {
			sayOnce("owner, group and mode: a Windows share does not take them (said once)", lost);
		}
		entry.attributes().keySet().stream().filter(name -> !name.equals(DosAttributes.NAME))
				.forEach(name -> sayOnce("attribute " + name + ": a Windows share does not take it (said once)", lost));
		return lost;
	}

	private void sayOnce(String sentence, List<String> lost) {
		if (said.add(sentence)) {
			lost.add(sentence);
		}
	}
}
