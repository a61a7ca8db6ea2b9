package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What a policy says of a snapshot.
 *
 * @param time    when its run began, in ISO 8601, UTC
 * @param keep    whether it stays
 * @param reasons why, in words: at least one
 */
public record RetentionChoice(String snapshotId, String time, boolean keep, List<String> reasons) {
}
