package backtrac.engine.jobs.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import backtrac.api.job.RunReport;

/** Collects what could not be done: the first ones, how many in all, and how many for each reason. */
public final class Problems {

	private static final int MOST_REASONS = 200;
	private static final int SHOWN_REASONS = 3;
	private static final String OTHER = "other reasons";

	private final ProblemListener listener;
	private final List<RunReport.Problem> first = new ArrayList<>();
	private final Map<String, Long> byReason = new HashMap<>();
	private long count;

	public Problems() {
		this(ProblemListener.NONE);
	}

	/** @param listener told of each */
	public Problems(ProblemListener listener) {
		this.listener = listener;
	}

	public void add(String path, String reason) {
		listener.problem(path, reason);
		count(path, reason);
	}

	private synchronized void count(String path, String reason) {
		count++;
		if (first.size() < RunReport.MOST_PROBLEMS) {
			first.add(new RunReport.Problem(path, reason));
		}
		String cause = Reasons.cause(path, reason);
		String group = byReason.containsKey(cause) || byReason.size() < MOST_REASONS ? cause : OTHER;
		byReason.merge(group, 1L, Long::sum);
	}

	public synchronized List<RunReport.Problem> first() {
		return List.copyOf(first);
	}

	public synchronized long count() {
		return count;
	}

	/** The reasons, the most frequent first: {@code permission denied (2), vanished while the backup ran (1)}. */
	synchronized String reasons() {
		List<Map.Entry<String, Long>> sorted = byReason.entrySet().stream()
				.sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey())).toList();
		List<Map.Entry<String, Long>> shown = sorted.subList(0, sorted.size() <= SHOWN_REASONS + 1 ? sorted.size() : SHOWN_REASONS);
		String text = shown.stream().map(e -> e.getKey() + " (" + Quantities.count(e.getValue()) + ")").collect(Collectors.joining(", "));
		long rest = count - shown.stream().mapToLong(Map.Entry::getValue).sum();
		return rest == 0 ? text : text + ", " + OTHER + " (" + Quantities.count(rest) + ")";
	}
}
