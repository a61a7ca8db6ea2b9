package backtrac.api.store;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a backup run left in the repository; immutable.
 *
 * @param id       16 hex digits, the same for ever
 * @param client   the machine that was backed up
 * @param plan     what of it
 * @param started  when the run began; with client and plan, another name of the snapshot
 * @param finished when it was committed
 * @param result   whether everything could be read
 * @param counts   how much it holds
 * @param tree     the folder that looks like a plain copy of the source, or would: it may be absent, see
 *                 {@link Upkeep#keepTrees}
 * @param source   the folder on the client, as people name it there; null if that is not known
 * @param definition how its plan was at that time, see {@link SnapshotRequest}; empty if that is not known
 * @param pin      why it is to stay, whatever a policy says, see {@link Repository#pin}; null if it is not pinned
 */
public record Snapshot(String id, String client, String plan, Instant started, Instant finished, Result result, SnapshotCounts counts,
		Path tree, String source, Map<String, String> definition, String pin) {

	/** The definition's key for the id of the plan. */
	public static final String PLAN_ID = "plan.id";

	/** A snapshot that does not say which folder it is of. */
	public Snapshot(String id, String client, String plan, Instant started, Instant finished, Result result, SnapshotCounts counts, Path tree) {
		this(id, client, plan, started, finished, result, counts, tree, null);
	}

	/** A snapshot that does not say how its plan was. */
	public Snapshot(String id, String client, String plan, Instant started, Instant finished, Result result, SnapshotCounts counts, Path tree,
			String source) {
		this(id, client, plan, started, finished, result, counts, tree, source, Map.of(), null);
	}

	public Snapshot {
		definition = Map.copyOf(definition);
	}

	/** The same, pinned or not. */
	public Snapshot withPin(String why) {
		return new Snapshot(id, client, plan, started, finished, result, counts, tree, source, definition, why);
	}

	/** The id of the plan that has taken it; empty if that is not known. */
	public Optional<String> planId() {
		return Optional.ofNullable(definition.get(PLAN_ID));
	}

	/** Whether it is to stay, whatever a policy says. */
	public boolean isPinned() {
		return pin != null;
	}

	/** Whether the tree is there at this moment. */
	public boolean hasTree() {
		return Files.isDirectory(tree, LinkOption.NOFOLLOW_LINKS);
	}

	/** Whether everything could be read. */
	public enum Result {
		/** Everything is in it. */
		COMPLETE,
		/** Some entries could not be read; the manifest has their names and the reasons. */
		PARTIAL
	}
}
