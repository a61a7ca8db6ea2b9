package backtrac.api.store;

import java.time.Instant;
import java.util.Objects;

/**
 * What snapshot to begin. {@link SnapshotNames} tells what may be a name of a client or a plan.
 *
 * @param client  the machine that is backed up
 * @param plan    what of it; the latest snapshot of the same client and plan is the one that this is compared with
 * @param started when the run began
 * @param reread  whether to ask for every file's content, even of those whose size and time have not changed
 * @param source  the folder on the client, as people name it there; null if that is not known
 * @param adoption if the content's files lie on the repository's own file system and shall become the repository's by
 *                 another link; else null. Nothing is compared with the snapshot before then: files are known by their
 *                 {@link backtrac.api.entry.FileEntry#id()}
 */
public record SnapshotRequest(String client, String plan, Instant started, boolean reread, String source, Adoption adoption) {

	/** Of content that is copied. */
	public SnapshotRequest(String client, String plan, Instant started, boolean reread, String source) {
		this(client, plan, started, reread, source, null);
	}

	public SnapshotRequest {
		requireName("client", client);
		requireName("plan", plan);
		Objects.requireNonNull(started, "started");
	}

	/** A request that does not say which folder it is. */
	public SnapshotRequest(String client, String plan, Instant started, boolean reread) {
		this(client, plan, started, reread, null);
	}

	private static void requireName(String what, String name) {
		SnapshotNames.refusal(name).ifPresent(why -> {
			throw new IllegalArgumentException("the name of the " + what + " " + why);
		});
	}
}
