package backtrac.engine.jobs.verb;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import backtrac.api.catalog.LogLine.Level;
import backtrac.api.job.Progress.Phase;
import backtrac.api.job.Request;
import backtrac.api.job.RunReport;
import backtrac.api.store.PruneOptions;
import backtrac.api.store.PruneReport;
import backtrac.api.store.RebuildReport;
import backtrac.api.store.Repository;
import backtrac.api.store.ScrubOptions;
import backtrac.api.store.ScrubReport;
import backtrac.api.store.VerifyOptions;
import backtrac.api.store.VerifyReport;
import backtrac.api.store.VerifyReport.Damage;
import backtrac.engine.jobs.catalog.CatalogRebuild;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.report.Remedies;
import backtrac.engine.jobs.repository.RepositoryWork;
import backtrac.engine.jobs.repository.Turn;
import backtrac.engine.jobs.run.Job;
import backtrac.engine.jobs.run.Outcome;

/** What the repository needs beside backups, as runs. Damage that is found makes a run fail, so that somebody looks. */
public final class UpkeepVerbs {

	/** The command that has a server make again what it can. */
	private static final String REBUILD = "backtrac run start --rebuild";
	private static final int PLACES = 3;

	private final Repository repository;
	private final CatalogRebuild catalog;

	public UpkeepVerbs(Repository repository, CatalogRebuild catalog) {
		this.repository = repository;
		this.catalog = catalog;
	}

	Outcome verify(Request.Verify request, Job job) throws IOException, InterruptedException {
		VerifyReport report = turn(job, () -> repository.verify(new VerifyOptions(request.readData(), request.snapshots()), new RepositoryWork(job.meter())));
		String message = "looked at " + Quantities.count(report.snapshots(), "snapshot") + ", " + Quantities.count(report.contents(), "content")
				+ (report.bytesRead() > 0 ? ", read " + Quantities.bytes(report.bytesRead()) : "") + ": ";
		return judged(job, report.contents(), report.bytesRead(), message, report.damage(), report.damageCount());
	}

	Outcome scrub(Request.Scrub request, Job job) throws IOException, InterruptedException {
		ScrubReport report = turn(job, () -> repository.upkeep().scrub(ScrubOptions.share(request.share()), new RepositoryWork(job.meter())));
		String message = "read " + Quantities.count(report.contents(), "content") + ", " + Quantities.bytes(report.bytesRead()) + ", "
				+ Quantities.count(report.foldersDone()) + " of " + report.folders() + " parts of the pool are done: ";
		return judged(job, report.contents(), report.bytesRead(), message, report.damage(), report.damageCount());
	}

	Outcome prune(Job job) throws IOException, InterruptedException {
		PruneReport report = turn(job, () -> repository.prune(PruneOptions.FREE, new RepositoryWork(job.meter())));
		String message = "freed " + Quantities.count(report.files(), "file") + " of the pool, " + Quantities.bytes(report.bytes());
		return new Outcome(null, report.files(), report.bytes(), message, List.of(), 0);
	}

	Outcome rebuild(Job job) throws IOException, InterruptedException {
		RebuildReport report = turn(job, () -> repository.upkeep().rebuild(Set.of(), new RepositoryWork(job.meter())));
		job.meter().phase(Phase.FINISHING);
		CatalogRebuild.Report known = catalog.run();
		known.remarks().forEach(remark -> job.journal().warn(remark, ""));
		String message = "made " + Quantities.count(report.trees(), "tree") + " and " + Quantities.count(report.summaries(), "summary", "summaries") + " again, "
				+ Quantities.count(report.sound(), "other is", "others are") + " sound; " + known.sentence();
		return outcome(job, report.trees(), 0, report.isWhole() ? message : message + "; " + damaged(report.damageCount()), report.damage(), report.damageCount());
	}

	private static <T> T turn(Job job, Turn.Work<T> work) throws IOException, InterruptedException {
		return Turn.await(busy -> job.journal().info("waits: " + busy)).take(work);
	}

	private static Outcome judged(Job job, long files, long bytes, String message, List<Damage> damage, long count) {
		Outcome outcome = outcome(job, files, bytes, message + (count == 0 ? "all is well" : damaged(count)), damage, count);
		return count == 0 ? outcome : outcome.asFailure();
	}

	private static String damaged(long count) {
		return Quantities.count(count, "damage is", "damages are") + " in the run's log";
	}

	private static Outcome outcome(Job job, long files, long bytes, String message, List<Damage> damages, long count) {
		List<RunReport.Problem> problems = new ArrayList<>();
		for (Damage damage : damages) {
			String reason = damage.reason() + Remedies.of(damage, _ -> REBUILD) + places(damage);
			problems.add(new RunReport.Problem(damage.what(), reason));
			job.journal().problem(Level.ERROR, damage.what(), reason, "damaged " + damage.kind().name().toLowerCase(Locale.ROOT));
		}
		if (count > damages.size()) {
			job.journal().add(Level.ERROR, "", "and " + Quantities.count(count - damages.size()) + " more are damaged", "");
		}
		job.meter().phase(Phase.DONE);
		return new Outcome(null, files, bytes, message, problems, count);
	}

	private static String places(Damage damage) {
		StringBuilder text = new StringBuilder();
		damage.places().stream().limit(PLACES)
				.forEach(place -> text.append(text.isEmpty() ? "; it is in " : ", ").append(place.snapshot()).append(place.path().isEmpty() ? "" : " " + place.path()));
		long more = damage.placeCount() - Math.min(PLACES, damage.places().size());
		return more > 0 ? text + " and " + Quantities.count(more) + " more" : text.toString();
	}
}
