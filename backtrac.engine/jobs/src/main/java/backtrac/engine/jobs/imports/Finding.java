package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import backtrac.api.store.SnapshotNames;

/** What a search has found so far, and what the finders have in common. */
final class Finding {

	private static final Pattern UNFINISHED = Pattern.compile("(?i)(incomplete|in[-_]?progress|partial|unfinished|\\.tmp$|\\.part$)");
	/** Folders that say nothing of whose backups they hold. */
	private static final Set<String> GENERAL = Set.of("backup", "backups", "snapshot", "snapshots", "rsync", "rsnapshot", "incremental", "incrementals", "daily",
			"weekly", "monthly", "yearly", "hourly", "old", "data", "mnt", "media", "srv", "tmp", "home", "root", "var", "opt");

	private final List<OldTree> trees = new ArrayList<>();
	private final List<OldTrees.Skipped> skipped = new ArrayList<>();
	private final ZoneId zone;

	/** @param zone of the times in folders' names */
	Finding(ZoneId zone) {
		this.zone = zone;
	}

	List<OldTree> trees() {
		return trees;
	}

	List<OldTrees.Skipped> skipped() {
		return skipped;
	}

	ZoneId zone() {
		return zone;
	}

	void add(Path folder, OldTree.Kind kind, String client, String plan, Instant time) throws IOException {
		trees.add(OldTree.of(folder, kind, client, plan, time));
	}

	void skip(Path folder, String reason) {
		skipped.add(new OldTrees.Skipped(folder, reason));
	}

	/** Real folders in a folder, by name. Symbolic links, such as {@code latest}, are none. */
	static List<Path> folders(Path folder) throws IOException {
		List<Path> found = new ArrayList<>();
		try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, child -> isFolder(child))) {
			children.forEach(found::add);
		}
		found.sort(null);
		return found;
	}

	static boolean isFolder(Path path) {
		return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
	}

	static String name(Path folder) {
		return folder.getFileName() == null ? "" : folder.getFileName().toString();
	}

	static Instant modified(Path folder) throws IOException {
		return Files.getLastModifiedTime(folder).toInstant();
	}

	/** Tells if a name says that its backup was cut off. */
	static boolean isUnfinished(String name) {
		return UNFINISHED.matcher(name).find();
	}

	/** The client's name that a folder may be named after; this machine's, if it is a word that any folder of backups may have. */
	static String client(Path folder) {
		String name = folder == null ? "" : name(folder);
		boolean says = !name.equals("localhost") && !GENERAL.contains(name.toLowerCase(Locale.ROOT)) && SnapshotNames.refusal(name).isEmpty();
		return says ? name : SnapshotNames.ofThisMachine();
	}
}
