package backtrac.cli.repo;

import java.util.List;

import backtrac.api.job.RunReport.Problem;
import backtrac.cli.console.Console;
import backtrac.engine.jobs.report.Quantities;

/** Tells a person what could not be done. */
final class Problems {

	private Problems() {
	}

	/** One line a problem; how many more there are if not all are known. */
	static void report(Console console, List<Problem> problems, long count) {
		for (Problem problem : problems) {
			console.complain((problem.path().isEmpty() ? "(the folder itself)" : problem.path()) + ": " + problem.reason());
		}
		if (count > problems.size()) {
			console.complain("and " + Quantities.count(count - problems.size(), "more problem"));
		}
	}
}
