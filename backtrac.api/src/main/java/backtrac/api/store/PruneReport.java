package backtrac.api.store;

/**
 * What a prune has freed, or would free.
 *
 * @param files contents' files in the pool
 * @param bytes their content, less the holes of sparse files, which took no room. What forgotten snapshots had of folders
 *              and manifests is not counted
 */
public record PruneReport(long files, long bytes) {
}
