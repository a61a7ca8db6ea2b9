package backtrac.cli.repo;

import java.io.IOException;

import backtrac.api.store.Repository;
import backtrac.api.store.ScrubOptions;
import backtrac.api.store.ScrubReport;
import backtrac.cli.command.Command;
import backtrac.cli.command.Exit;
import backtrac.cli.command.Interruption;
import backtrac.cli.command.ShareConverter;
import backtrac.cli.command.SizeConverter;
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

	/** A day's, so that a month reads everything. */
	private static final double USUAL_SHARE = 1 / 30.0;

	/** How much: one of the two. */
	private static final class Amount {

		@Option(names = "--share", paramLabel = "M/N", converter = ShareConverter.class, description = "The part of all content to read; 1 is all (default: 1/30).")
		private Double share;

		@Option(names = "--bytes", paramLabel = "SIZE", converter = SizeConverter.class, description = "How much content to read: " + SizeConverter.FORMS + ".")
		private Long bytes;
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
		if (amount.bytes != null && amount.bytes == 0) {
			throw usage("--bytes is more than 0");
		}
		ScrubOptions options = amount.bytes != null ? ScrubOptions.bytes(amount.bytes) : ScrubOptions.share(amount.share == null ? USUAL_SHARE : amount.share);
		Repository repository = repo.open();
		return Interruption.guard(console, "stopped; the next scrub goes on from here", () -> scrub(repository, options));
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
