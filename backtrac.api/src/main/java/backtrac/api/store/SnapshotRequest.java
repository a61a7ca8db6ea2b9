package backtrac.api.store;

import java.time.Instant;
import java.util.Map;
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
 * @param definition how the plan is now, in words of the server, without its passwords: kept with the snapshot, so that a server that has
 *                 lost its catalog can make the plan again. Empty if that is not known
 */
public record SnapshotRequest(String client, String plan, Instant started, boolean reread, String source, Adoption adoption,
		Map<String, String> definition) {

	/** Of content that is copied. */
	public SnapshotRequest(String client, String plan, Instant started, boolean reread, String source) {
		this(client, plan, started, reread, source, null);
	}

	/** A request that does not say how the plan is. */
	public SnapshotRequest(String client, String plan, Instant started, boolean reread, String source, Adoption adoption) {
		this(client, plan, started, reread, source, adoption, Map.of());
	}

	/** The same of a plan that is known. */
	public SnapshotRequest withDefinition(Map<String, String> plan) {
		return new SnapshotRequest(client, this.plan, started, reread, source, adoption, plan);
	}

	public SnapshotRequest {
		definition = Map.copyOf(definition);
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
