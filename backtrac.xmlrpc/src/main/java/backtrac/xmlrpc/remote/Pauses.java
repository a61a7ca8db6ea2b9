package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What the scheduler leaves alone.
 *
 * @param all     whether it starts nothing at all
 * @param clients the names of the clients that are paused
 * @param plans   the plans that are paused themselves, as {@code client/plan}
 */
public record Pauses(boolean all, List<String> clients, List<String> plans) {
}
