package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Backups of other tools that were found.
 *
 * @param trees   by client and plan, then the oldest first; no two of a plan have the same time
 * @param skipped what looked like one and is none
 */
public record OldTrees(List<OldTree> trees, List<Skipped> skipped) {

	private static final List<Finder> FINDERS = List.of(new BackInTime(), new Rsnapshot(), new Dated());

	/**
	 * A folder that is not taken.
	 *
	 * @param folder which
	 * @param reason why, in words a person understands
	 */
	public record Skipped(Path folder, String reason) {
	}

	/**
	 * Looks what backups there are: each folder may be one, or hold some, or hold folders that hold some.
	 *
	 * @param folders follows symbolic links to them, and none in them
	 * @param zone    of the times in names
	 */
	public static OldTrees find(List<Path> folders, ZoneId zone) throws IOException {
		Finding finding = new Finding(zone);
		for (Path folder : folders) {
			find(folder.toRealPath(), finding);
		}
		Set<Object> seen = new HashSet<>();
		List<OldTree> trees = finding.trees().stream().filter(tree -> seen.add(tree.key())).toList();
		return new OldTrees(sorted(trees), finding.skipped());
	}

	private static void find(Path folder, Finding finding) throws IOException {
		if (isKnown(folder, finding)) {
			return;
		}
		boolean below = false;
		List<Path> others = new ArrayList<>();
		for (Path child : Finding.folders(folder)) {
			if (isKnown(child, finding)) {
				below = true;
			} else {
				others.add(child);
			}
		}
		if (below) {
			others.forEach(other -> finding.skip(other, "no backups are seen in it"));
		} else {
			finding.add(folder, OldTree.Kind.RSYNC, Finding.client(folder.getParent()), Dated.PLAN, Finding.modified(folder));
		}
	}

	private static boolean isKnown(Path folder, Finding finding) throws IOException {
		for (Finder finder : FINDERS) {
			if (finder.find(folder, finding)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * The same under other names.
	 *
	 * @param client null for the names that were found
	 * @param plan   null for the names that were found
	 */
	public OldTrees named(String client, String plan) {
		return new OldTrees(sorted(trees.stream().map(tree -> tree.named(client, plan)).toList()), skipped);
	}

	/** A folder of each, as if that were all; those without it are skipped. */
	public OldTrees below(String path) throws IOException {
		List<OldTree> found = new ArrayList<>();
		List<Skipped> none = new ArrayList<>(skipped);
		for (OldTree tree : trees) {
			Path child = tree.folder().resolve(path).normalize();
			// a symbolic link on the way may lead anywhere
			if (Finding.isFolder(child) && child.toRealPath().equals(child) && child.startsWith(tree.folder())) {
				found.add(tree.below(child));
			} else {
				none.add(new Skipped(tree.folder(), "there is no folder " + path + " in it"));
			}
		}
		return new OldTrees(found, none);
	}

	/** Those of one plan get times of their own: of two with the same name for a time the second is a millisecond later. */
	private static List<OldTree> sorted(List<OldTree> trees) {
		Map<List<String>, Instant> last = new LinkedHashMap<>();
		List<OldTree> sorted = new ArrayList<>();
		for (OldTree tree : trees.stream().sorted(Comparator.comparing(OldTree::client).thenComparing(OldTree::plan).thenComparing(OldTree::time)
				.thenComparing(OldTree::folder)).toList()) {
			List<String> of = List.of(tree.client(), tree.plan());
			Instant before = last.get(of);
			Instant time = before == null || tree.time().isAfter(before) ? tree.time() : before.plusMillis(1);
			last.put(of, time);
			sorted.add(tree.at(time));
		}
		return sorted;
	}
}
