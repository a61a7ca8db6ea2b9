package backtrac.api.store;

import java.io.IOException;
import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

/**
 * What a repository needs now and then beside backups, which it never stops: a look at what is stored, and the care of its
 * trees.
 *
 * <p>
 * Threads: all methods may be called by several threads at once and block for the disk.
 */
@ProviderType
public interface Upkeep {

	/** As many trees as there are snapshots. */
	int ALL_TREES = Integer.MAX_VALUE;

	/**
	 * Reads the next share of the pool and compares it with its hashes, as {@link Repository#verify} does; damage is put aside and
	 * reported in the same way. Where it is, is kept in the repository; so share after share reads everything, and then begins
	 * anew. Files with the most names come first.
	 *
	 * @param listener is told of the pool's folders that are done, or of bytes if the share is given in bytes
	 * @throws RepositoryException  if another scrub or a prune goes on: the message says so. Damage is in the report
	 * @throws InterruptedException if the thread was interrupted; what is read by then is not read again in this pass
	 */
	ScrubReport scrub(ScrubOptions options, WorkListener listener) throws IOException, InterruptedException;

	/**
	 * Makes trees that are missing or damaged again, from manifest and pool, each put in place by one rename; and summaries that are
	 * damaged, from manifest and folder. Trees that are sound stay as they are.
	 *
	 * @param snapshots ids of the snapshots; none means all summaries, and the trees of all snapshots that shall keep theirs or have one
	 * @param listener  is told of folders that are done
	 * @throws RepositoryException  if there is no such snapshot, or a prune goes on
	 * @throws InterruptedException if the thread was interrupted; trees that were not done are as they were
	 */
	RebuildReport rebuild(Set<String> snapshots, WorkListener listener) throws IOException, InterruptedException;

	/** How many snapshots of each plan keep their tree, the latest first; {@link #ALL_TREES} if nobody said so. */
	int keptTrees() throws IOException;

	/**
	 * Says how many snapshots of each plan keep their tree, from now on and after each backup; trees of older ones are removed at once. A
	 * snapshot without a tree is listed, read and restored just the same. More than before: {@link #rebuild} makes those that
	 * are missing.
	 *
	 * @param most 0 or more
	 */
	void keepTrees(int most) throws IOException;
}
