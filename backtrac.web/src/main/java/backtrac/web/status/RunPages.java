package backtrac.web.status;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import backtrac.api.catalog.RunQuery;
import backtrac.api.catalog.RunRecord;

/**
 * A list of runs without an end: it reads a page when somebody looks at it. For one thread at a time.
 */
public final class RunPages {

	/** What {@link #refresh} has found. */
	public enum Change {
		/** All is as it was. */
		NONE,
		/** Runs that were there are different now. */
		ITEMS,
		/** There are new ones, or others altogether. */
		LIST
	}

	private final RunQuery query;
	private final Function<RunQuery, List<RunRecord>> source;
	private List<RunRecord> known = new ArrayList<>();
	private boolean complete;

	/** @param query its limit is the size of a page */
	public RunPages(RunQuery query, Function<RunQuery, List<RunRecord>> source) {
		this.query = query;
		this.source = source;
	}

	/** A part of the list; shorter than asked for only at its end. */
	public List<RunRecord> runs(int offset, int limit) {
		while (!complete && known.size() < offset + limit) {
			List<RunRecord> page = source.apply(known.isEmpty() ? query : query.after(known.getLast()));
			complete = page.size() < query.limit();
			known.addAll(page);
		}
		int from = Math.min(offset, known.size());
		return List.copyOf(known.subList(from, Math.min(known.size(), offset + limit)));
	}

	/** Reads the first page again; the runs of the others change no more. */
	public Change refresh() {
		List<RunRecord> page = source.apply(query);
		Set<String> before = new HashSet<>(known.stream().map(RunRecord::id).toList());
		if (known.isEmpty() || page.stream().noneMatch(run -> before.contains(run.id()))) {
			boolean same = known.equals(page);
			known = new ArrayList<>(page);
			complete = page.size() < query.limit();
			return same ? Change.NONE : Change.LIST;
		}
		return merge(page, before);
	}

	private Change merge(List<RunRecord> page, Set<String> before) {
		Map<String, RunRecord> now = new HashMap<>();
		page.forEach(run -> now.put(run.id(), run));
		List<RunRecord> merged = new ArrayList<>(page);
		boolean isAll = page.size() < query.limit();
		int inPage = 0;
		for (RunRecord run : known) {
			if (now.containsKey(run.id())) {
				inPage++;
			} else if (!isAll && isBehind(page.getLast(), run)) {
				merged.add(run);
			}
		}
		boolean isSameList = inPage == page.size() && merged.size() == known.size() && page.stream().allMatch(run -> before.contains(run.id()));
		boolean isSame = isSameList && merged.equals(known);
		known = merged;
		complete |= isAll;
		return isSame ? Change.NONE : isSameList ? Change.ITEMS : Change.LIST;
	}

	/** Whether a run comes after the last one of a page; one that does not has gone. */
	private static boolean isBehind(RunRecord last, RunRecord run) {
		int byTime = last.queued().compareTo(run.queued());
		return byTime > 0 || byTime == 0 && last.id().compareTo(run.id()) > 0;
	}
}
