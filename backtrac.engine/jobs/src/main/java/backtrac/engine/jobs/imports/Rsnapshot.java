package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * rsnapshot: {@code <interval>.<number>/<point>/}, where a point most often is a host. The time is the interval folder's
 * own, which rsnapshot sets.
 */
final class Rsnapshot implements Finder {

	private static final Pattern INTERVAL = Pattern.compile("(sync|hourly|daily|weekly|monthly|yearly|alpha|beta|gamma|delta|epsilon|zeta)\\.\\d+");
	private static final String PLAN = "rsnapshot";
	/** Folders of a machine's root: where one stands, the interval's folder has no points. */
	private static final Set<String> OF_A_ROOT = Set.of("bin", "boot", "dev", "etc", "home", "lib", "mnt", "opt", "root", "sbin", "srv", "usr", "var");

	@Override
	public boolean find(Path folder, Finding finding) throws IOException {
		if (isInterval(folder)) {
			interval(folder, finding);
			return true;
		}
		Path parent = folder.getParent();
		if (parent != null && isInterval(parent)) {
			point(folder, Finding.modified(parent), finding);
			return true;
		}
		List<Path> children = Finding.folders(folder);
		if (children.stream().noneMatch(Rsnapshot::isInterval)) {
			return false;
		}
		for (Path child : children) {
			if (isInterval(child)) {
				interval(child, finding);
			} else {
				String name = Finding.name(child);
				finding.skip(child, name.equals(".sync") ? "rsnapshot's next backup, which has no time yet"
						: name.startsWith("_delete") ? "rsnapshot is removing it" : "no backup of rsnapshot by its name");
			}
		}
		return true;
	}

	private static boolean isInterval(Path folder) {
		return INTERVAL.matcher(Finding.name(folder)).matches();
	}

	private static void interval(Path folder, Finding finding) throws IOException {
		Instant time = Finding.modified(folder);
		List<Path> points = Finding.folders(folder);
		if (holdsOthers(folder, points.size()) || points.stream().anyMatch(point -> OF_A_ROOT.contains(Finding.name(point)))) {
			finding.add(folder, OldTree.Kind.RSNAPSHOT, Finding.client(folder.getParent()), PLAN, time);
			return;
		}
		for (Path point : points) {
			point(point, time, finding);
		}
	}

	private static boolean holdsOthers(Path folder, int folders) throws IOException {
		int all = 0;
		try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
			for (Path _ : children) {
				all++;
			}
		}
		return all > folders;
	}

	private static void point(Path folder, Instant time, Finding finding) throws IOException {
		finding.add(folder, OldTree.Kind.RSNAPSHOT, Finding.client(folder), PLAN, time);
	}
}
