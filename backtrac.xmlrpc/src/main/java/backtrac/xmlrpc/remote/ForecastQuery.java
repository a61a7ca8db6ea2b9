package backtrac.xmlrpc.remote;

/**
 * What to look ahead at. What is null is as the plan has it.
 *
 * @param plan     its id, a unique beginning of it, or {@code client/plan}; null for none
 * @param policy   such as {@code standard}
 * @param schedule such as {@code daily at 02:00}
 * @param zone     the time zone of both, such as {@code Europe/Berlin}; without a plan usually that of the server's machine
 * @param span     how far ahead, such as {@code 6m}; null for {@code 1y}
 * @param history  whether the plan's snapshots are there at the beginning; null for yes
 */
public record ForecastQuery(String plan, String policy, String schedule, String zone, String span, Boolean history) {
}
