package backtrac.engine.jobs.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;

/**
 * A backup that another tool has made: one folder that looks like a plain copy.
 *
 * @param folder the copy's root, a real path
 * @param kind   which tool has made it
 * @param client whose files these are, as far as can be told
 * @param plan   what of them, as far as can be told
 * @param time   when it was made, to the millisecond
 * @param key    which folder it is, whatever its name
 */
public record OldTree(Path folder, Kind kind, String client, String plan, Instant time, Object key) {

	/** The tools that are known. */
	public enum Kind {
		RSYNC("rsync"), RSNAPSHOT("rsnapshot"), BACK_IN_TIME("Back In Time");

		private final String title;

		Kind(String title) {
			this.title = title;
		}

		/** The tool's own name. */
		public String title() {
			return title;
		}
	}

	static OldTree of(Path folder, Kind kind, String client, String plan, Instant time) throws IOException {
		return new OldTree(folder, kind, client, plan, Instant.ofEpochMilli(time.toEpochMilli()), key(folder));
	}

	/** The same with other names; null leaves one as it is. */
	public OldTree named(String otherClient, String otherPlan) {
		return new OldTree(folder, kind, otherClient == null ? client : otherClient, otherPlan == null ? plan : otherPlan, time, key);
	}

	/** The same of another time. */
	public OldTree at(Instant other) {
		return new OldTree(folder, kind, client, plan, Instant.ofEpochMilli(other.toEpochMilli()), key);
	}

	/** A folder of it, as if that were all. */
	OldTree below(Path child) throws IOException {
		return new OldTree(child, kind, client, plan, time, key(child));
	}

	/** Tells if the folder is still the one that was found: rsnapshot gives all of its folders other names at each run. */
	boolean isStillThere() throws IOException {
		return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) && Objects.equals(key, key(folder));
	}

	private static Object key(Path folder) throws IOException {
		return Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
	}
}
