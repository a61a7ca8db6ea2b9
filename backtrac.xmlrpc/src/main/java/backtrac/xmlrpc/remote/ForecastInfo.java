package backtrac.xmlrpc.remote;

import java.util.List;

/**
 * What a policy leaves of the runs to come. Times are in ISO 8601, UTC.
 *
 * @param schedule      when they begin
 * @param zone          where
 * @param runs          how many there were
 * @param mostSnapshots the most snapshots that there were at once
 * @param left          those that are there at the end, the newest first
 * @param removed       those that went, in the order in which they did
 */
public record ForecastInfo(String schedule, String zone, int runs, int mostSnapshots, List<Left> left, List<Removed> removed) {

	/**
	 * A snapshot that is left.
	 *
	 * @param reasons why, in words
	 */
	public record Left(String time, List<String> reasons) {
	}

	/**
	 * A snapshot that went.
	 *
	 * @param removed the run after which it did
	 */
	public record Removed(String time, String removed) {
	}
}
