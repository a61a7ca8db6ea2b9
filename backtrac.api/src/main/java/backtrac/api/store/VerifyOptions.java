package backtrac.api.store;

import java.util.Set;

/**
 * What to verify.
 *
 * @param readData  whether to read and hash all content that the snapshots name, too; then what is damaged is put aside
 *                  and trees are repaired. Else nothing is changed
 * @param snapshots ids of the snapshots; none means all
 */
public record VerifyOptions(boolean readData, Set<String> snapshots) {

	public VerifyOptions {
		snapshots = Set.copyOf(snapshots);
	}
}
