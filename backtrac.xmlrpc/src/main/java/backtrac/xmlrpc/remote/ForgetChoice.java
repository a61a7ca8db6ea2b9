package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What becomes of a snapshot.
 *
 * @param started when its run began, in ISO 8601, UTC
 * @param reasons why it goes or stays, in words; none if it was named
 */
public record ForgetChoice(String snapshotId, String client, String plan, String started, List<String> reasons) {
}
