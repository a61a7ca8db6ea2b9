package backtrac.cli.repo;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import backtrac.api.store.Repository;
import backtrac.api.store.ScrubOptions;
import backtrac.api.store.ScrubReport;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Interruption;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.console.ProgressTicker;
import backtrac.engine.jobs.report.ProgressMeter;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.repository.RepositoryWork;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code backtrac repo scrub}. */
@CommandLine.Command(name = "scrub", header = "Read the next share of all content, and compare it with its hashes.", //
		description = { "%nMade to be run once a day, beside backups. The repository remembers how far it is: share after share reads everything,"
				+ " then it begins anew. Files with the most names come first, because damage to them hurts most. What is damaged moves to the"
				+ " folder quarantine, so that the next backup that meets the same content stores it again.%n",
				"Exit code: 0 if all is well, 1 if damage was found.%n" })
final class RepoScrub extends Command {

	private static final Pattern SHARE = Pattern.compile("(\\d{1,6})/(\\d{1,6})");
	private static final Pattern SIZE = Pattern.compile("(\\d{1,9})([kKMGT]?)");

	/** How much: one of the two. */
	private static final class Amount {

		@Option(names = "--share", paramLabel = "M/N", description = "The part of all content to read; 1/30 by default.")
		private String share;

		@Option(names = "--bytes", paramLabel = "SIZE", description = "How much content to read, such as 500M or 20G (of 1000 each).")
		private String bytes;
	}

	@Mixin
	private RepoArgument repo;

	@ArgGroup
	private Amount amount = new Amount();

	@Mixin
	private WaitOption wait;

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	RepoScrub(Console console) {
		super(console);
	}

	@Override
	public Integer call() throws Exception {
		ScrubOptions options = amount.bytes == null ? ScrubOptions.share(share(amount.share == null ? "1/30" : amount.share))
				: ScrubOptions.bytes(size(amount.bytes));
		Repository repository = repo.open();
		return Interruption.guard(console, "stopped; the next scrub goes on from here", () -> scrub(repository, options));
	}

	private double share(String text) {
		Matcher parts = SHARE.matcher(text);
		double share = parts.matches() ? Double.parseDouble(parts.group(1)) / Double.parseDouble(parts.group(2)) : 0;
		if (!(share > 0 && share <= 1)) {
			throw usage("a share is a part of one, such as 1/30, not '" + text + "'");
		}
		return share;
	}

	private long size(String text) {
		Matcher parts = SIZE.matcher(text);
		if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
			throw usage("a size is a number of bytes above 0, with k, M, G or T for thousands, millions and so on, not '" + text + "'");
		}
		long size = Long.parseLong(parts.group(1));
		for (int unit = " kMGT".indexOf(parts.group(2).isEmpty() ? " " : parts.group(2).replace('K', 'k')); unit > 0; unit--) {
			size *= 1000;
		}
		return size;
	}

	private int scrub(Repository repository, ScrubOptions options) throws IOException, InterruptedException {
		ProgressMeter meter = new ProgressMeter();
		ScrubReport report;
		try (ProgressTicker _ = ProgressTicker.start(console, meter::progress)) {
			report = wait.turn(console).take(() -> repository.upkeep().scrub(options, new RepositoryWork(meter)));
		}
		if (json) {
			printJson(report);
		} else {
			print(report);
		}
		return report.isSound() ? Exit.DONE : Exit.FAILED;
	}

	private void print(ScrubReport report) throws IOException {
		new DamagePrinter(console, repo.folder()).text(report.damage(), report.damageCount());
		console.out().line("read " + Quantities.count(report.contents(), "content") + ", " + Quantities.bytes(report.bytesRead()) + ": "
				+ (report.isSound() ? "all is well" : Quantities.count(report.damageCount()) + " damaged"));
		String begun = Format.time(report.passBegun(), console.zone());
		console.out().line(report.isPassDone() ? "all of the pool has been read since " + begun
				: Quantities.count(report.foldersDone()) + " of " + report.folders() + " parts of the pool are done since " + begun);
	}

	private void printJson(ScrubReport report) throws IOException {
		try (Json document = new Json(console.out())) {
			document.object().put("sound", report.isSound()).put("contents", report.contents()).put("bytes_read", report.bytesRead())
					.put("pass_begun", report.passBegun()).put("pass_done", report.isPassDone()).put("folders_done", report.foldersDone())
					.put("folders", report.folders());
			DamagePrinter.json(document, report.damage(), report.damageCount());
			document.endObject();
		}
	}
}
