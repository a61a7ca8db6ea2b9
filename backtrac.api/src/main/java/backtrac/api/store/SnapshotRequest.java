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
 */
public record SnapshotRequest(String client, String plan, Instant started, boolean reread) {

	public SnapshotRequest {
		requireName("client", client);
		requireName("plan", plan);
		Objects.requireNonNull(started, "started");
	}

	private static void requireName(String what, String name) {
		SnapshotNames.refusal(name).ifPresent(why -> {
			throw new IllegalArgumentException("the name of the " + what + " " + why);
		});
	}
}
