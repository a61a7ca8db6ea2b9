package backtrac.engine.jobs.runner;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import backtrac.engine.jobs.run.Job;

/** The jobs of this server: those that wait or work, and the latest that have ended. Safe for use by several threads. */
final class Jobs {

	static final int MOST_ENDED = 100;

	private final Map<String, Job> active = new ConcurrentHashMap<>();
	// guarded by itself
	private final Map<String, Job> ended = new LinkedHashMap<>() {
		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Job> eldest) {
			return size() > MOST_ENDED;
		}
	};

	void add(Job job) {
		active.put(job.id(), job);
	}

	void end(Job job) {
		synchronized (ended) {
			ended.put(job.id(), job);
		}
		active.remove(job.id());
	}

	/** Those that have not ended, or are still being recorded, the oldest first. */
	List<Job> active() {
		return active.values().stream().sorted(Comparator.comparing((Job job) -> job.claim().queued()).thenComparing(Job::id)).toList();
	}

	Optional<Job> active(String id) {
		return Optional.ofNullable(active.get(id));
	}

	/** The backup of a plan that waits or works. One that has ended, but is still being recorded, does no more. */
	Optional<Job> backupOf(String planId) {
		return active.values().stream().filter(job -> job.claim().isBackup() && planId.equals(job.planId()) && !job.state().isFinal()).findFirst();
	}

	Optional<Job> find(String id) {
		Job job = active.get(id);
		if (job == null) {
			synchronized (ended) {
				job = ended.get(id);
			}
		}
		return Optional.ofNullable(job);
	}
}
