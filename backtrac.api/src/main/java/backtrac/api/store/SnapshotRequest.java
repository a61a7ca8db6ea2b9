package backtrac.api.store;

import java.time.Instant;
import java.util.Objects;

/**
 * What snapshot to begin.
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
		if (name == null || name.isBlank() || name.length() > 100) {
			throw new IllegalArgumentException("a " + what + " needs a name of 1 to 100 characters, not '" + name + "'");
		}
		if (name.indexOf('/') >= 0 || name.startsWith(".") || name.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException(
					"a " + what + "'s name has no slash and no control character and does not begin with a dot: '" + name + "'");
		}
	}
}
