package backtrac.api.catalog;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import backtrac.api.retention.RetentionPolicy;
import backtrac.api.schedule.Timing;

/**
 * What of a client is backed up, over which transport, when, and how long it is kept.
 *
 * @param id         made when the plan is added, the same for ever
 * @param clientId   the client it is of
 * @param name       what people call it; also its folder in the repository
 * @param transport  a transport's scheme, such as {@code local}
 * @param settings   the transport's settings, such as {@code path}; passwords are not among them, see {@link Secrets}
 * @param excludes   globs of what to leave out, as {@link backtrac.api.exclude.Excludes} reads them; the catalog stores any text
 * @param timing     when it runs
 * @param retention  which of its snapshots stay; an empty policy removes none
 * @param paused     whether the scheduler leaves it alone; a run by hand begins anyway
 * @param priority   of runs that wait, those of the highest begin first; 0 for most
 * @param retries    how often a run that failed is tried again before the next of the schedule
 * @param allowEmpty whether a source without any file is no error
 */
public record Plan(String id, String clientId, String name, String transport, Map<String, String> settings, List<String> excludes,
		Timing timing, RetentionPolicy retention, boolean paused, int priority, int retries, boolean allowEmpty) {

	/** How often a run that failed is tried again, if nobody says otherwise. */
	public static final int USUAL_RETRIES = 3;

	/** A plan that runs by hand and keeps everything. */
	public Plan(String id, String clientId, String name, String transport, Map<String, String> settings, List<String> excludes) {
		this(id, clientId, name, transport, settings, excludes, Timing.BY_HAND, RetentionPolicy.EMPTY, false, 0, USUAL_RETRIES, false);
	}

	public Plan {
		settings = Map.copyOf(settings);
		excludes = List.copyOf(excludes);
		Objects.requireNonNull(timing, "timing");
		Objects.requireNonNull(retention, "retention");
		if (retries < 0) {
			throw new IllegalArgumentException("a plan cannot be tried again " + retries + " times");
		}
	}

	/** The same at other times. */
	public Plan withTiming(Timing other) {
		return new Plan(id, clientId, name, transport, settings, excludes, other, retention, paused, priority, retries, allowEmpty);
	}

	/** The same with another policy. */
	public Plan withRetention(RetentionPolicy other) {
		return new Plan(id, clientId, name, transport, settings, excludes, timing, other, paused, priority, retries, allowEmpty);
	}

	/** The same, paused or not. */
	public Plan withPaused(boolean pause) {
		return new Plan(id, clientId, name, transport, settings, excludes, timing, retention, pause, priority, retries, allowEmpty);
	}
}
