package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import backtrac.api.store.SnapshotNames;

/**
 * Back In Time: {@code backintime/<host>/<user>/<profile>/<YYYYMMDD-HHMMSS-tag>/backup/}, in which files have their whole
 * paths; {@code last_snapshot} is a link, {@code new_snapshot} is not finished.
 */
final class BackInTime implements Finder {

	private static final Pattern ID = Pattern.compile("\\d{8}-\\d{6}(-\\d{3})?");
	private static final String TREE = "backup";
	private static final String ROOT = "backintime";
	private static final String UNFINISHED = "new_snapshot";
	/** From the folder of all to that of a profile. */
	private static final int LEVELS = 3;

	@Override
	public boolean find(Path folder, Finding finding) throws IOException {
		if (isSnapshot(folder)) {
			add(folder, finding);
			return true;
		}
		Path all = folder.resolve(ROOT);
		return profiles(Finding.isFolder(all) ? all : folder, LEVELS, finding);
	}

	private static boolean profiles(Path folder, int levels, Finding finding) throws IOException {
		List<Path> children = Finding.folders(folder);
		if (children.stream().anyMatch(BackInTime::isSnapshot)) {
			for (Path child : children) {
				if (isSnapshot(child)) {
					add(child, finding);
				} else {
					finding.skip(child, Finding.name(child).equals(UNFINISHED) ? "a backup that was not finished" : "no backup of Back In Time");
				}
			}
			return true;
		}
		boolean found = false;
		for (Path child : levels > 0 && isInLayout(folder) ? children : List.<Path>of()) {
			found |= profiles(child, levels - 1, finding);
		}
		return found;
	}

	private static boolean isInLayout(Path folder) {
		Path at = folder;
		for (int level = 0; at != null && level < LEVELS; level++, at = at.getParent()) {
			if (Finding.name(at).equals(ROOT)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isSnapshot(Path folder) {
		return ID.matcher(Finding.name(folder)).matches() && Finding.isFolder(folder.resolve(TREE));
	}

	private static void add(Path folder, Finding finding) throws IOException {
		Path profile = folder.getParent();
		String client = SnapshotNames.ofThisMachine();
		String plan = ROOT;
		int names = profile.getNameCount();
		if (names > LEVELS && profile.getName(names - 1 - LEVELS).toString().equals(ROOT)) {
			client = Finding.client(profile.getParent().getParent());
			String name = ROOT + "-" + profile.getName(names - 2) + "-" + profile.getName(names - 1);
			plan = SnapshotNames.refusal(name).isEmpty() ? name : ROOT;
		}
		finding.add(folder.resolve(TREE), OldTree.Kind.BACK_IN_TIME, client, plan, TreeTime.find(Finding.name(folder), finding.zone()).orElse(Finding.modified(folder)));
	}
}
