package backtrac.engine.jobs.runner;

import java.util.Comparator;
import java.util.Map;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.engine.jobs.journal.Journals;
import backtrac.engine.jobs.journal.RunJournal;
import backtrac.engine.jobs.journal.RunWords;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.run.Failure;
import backtrac.engine.jobs.run.Job;
import backtrac.engine.jobs.run.Outcome;
import backtrac.engine.jobs.verb.Verbs;

/** Takes a run from its begin to its end, and tells the catalog, the log and the events of it. */
final class Work {

	private static final Logger log = LoggerFactory.getLogger(Work.class);
	private static final int SHOWN_CAUSES = 20;

	private final Verbs verbs;
	private final AfterBackup afterBackup;
	private final RunRecords records;
	private final Journals journals;
	private final RunNews news;

	Work(Verbs verbs, AfterBackup afterBackup, RunRecords records, Journals journals, RunNews news) {
		this.verbs = verbs;
		this.afterBackup = afterBackup;
		this.records = records;
		this.journals = journals;
		this.news = news;
	}

	/** Does what a run shall do, on the calling thread. */
	void run(Job job) {
		if (!job.begin()) {
			return;
		}
		try {
			begun(job);
			job.leash().take();
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			Outcome outcome = verbs.perform(job);
			job.leash().release();
			job.hold(outcome);
			if (outcome.made() != null) {
				afterBackup.run(job, outcome.made());
			}
			job.end();
		} catch (Throwable e) {
			job.leash().release();
			job.fail(Failure.of(job.id(), e));
		}
	}

	private void begun(Job job) {
		RunRecord run = job.record();
		String words = RunWords.begin(run, job.plan());
		log.info("run {}: begins, {}", run.id(), words);
		job.journal().info(words);
		records.update(job);
		news.state(run);
	}

	/** A run has ended, whether it had begun or not. Its end is recorded, whatever becomes of its log. */
	void ended(Job job) {
		try {
			tellEnd(job, job.record());
		} finally {
			try {
				endJournal(job);
			} finally {
				records.end(job);
			}
		}
	}

	private void tellEnd(Job job, RunRecord run) {
		log.info("run {}: {}, {}", run.id(), run.state(), run.message());
		RunJournal journal = job.journal();
		journal.causes().entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())).limit(SHOWN_CAUSES)
				.forEach(cause -> log.info("run {}: {} ({})", run.id(), cause.getKey(), Quantities.count(cause.getValue())));
		if (!job.isLost()) {
			Outcome result = job.result();
			journal.close(result.made() == null ? null : result.made().id());
			journal.add(RunWords.level(run.state()), "", RunWords.end(run, job.progress()), run.state() == RunState.FAILED && run.problems() == 0 ? run.message() : "");
		}
	}

	private void endJournal(Job job) {
		if (job.started() == null) {
			job.journal().end();
		} else {
			journals.end(job.journal());
		}
	}
}
