package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Folders whose names tell the time, as scripts around {@code rsync --link-dest} make them; or that are numbered, such as
 * {@code backup.0}: then the time is the folder's own.
 */
final class Dated implements Finder {

	static final String PLAN = "rsync";

	private static final Pattern NUMBERED = Pattern.compile(".*[^\\d.]\\.\\d{1,3}");

	@Override
	public boolean find(Path folder, Finding finding) throws IOException {
		Optional<Instant> own = time(folder, finding);
		if (own.isPresent()) {
			add(folder, own.get(), finding);
			return true;
		}
		List<Path> children = Finding.folders(folder);
		boolean dated = children.stream().anyMatch(child -> time(child, finding).isPresent());
		if (!dated && children.stream().noneMatch(Dated::isNumbered)) {
			return false;
		}
		for (Path child : children) {
			Optional<Instant> time = dated ? time(child, finding) : isNumbered(child) ? Optional.of(Finding.modified(child)) : Optional.empty();
			if (time.isPresent()) {
				add(child, time.get(), finding);
			} else {
				finding.skip(child, "its name tells no time");
			}
		}
		return true;
	}

	private static Optional<Instant> time(Path folder, Finding finding) {
		return TreeTime.find(Finding.name(folder), finding.zone());
	}

	private static boolean isNumbered(Path folder) {
		return NUMBERED.matcher(Finding.name(folder)).matches();
	}

	private static void add(Path folder, Instant time, Finding finding) throws IOException {
		if (Finding.isUnfinished(Finding.name(folder))) {
			finding.skip(folder, "a backup that was not finished");
		} else {
			finding.add(folder, OldTree.Kind.RSYNC, Finding.client(folder.getParent()), PLAN, time);
		}
	}
}
