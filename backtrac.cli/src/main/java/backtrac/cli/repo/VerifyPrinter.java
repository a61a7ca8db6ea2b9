package backtrac.cli.repo;

import java.io.IOException;
import java.nio.file.Path;

import backtrac.api.store.VerifyReport;
import backtrac.cli.console.Console;
import backtrac.cli.console.Json;
import backtrac.engine.jobs.report.Quantities;

/** Prints what a verify has found. */
final class VerifyPrinter {

	private VerifyPrinter() {
	}

	static void text(Console console, Path repository, VerifyReport report) throws IOException {
		new DamagePrinter(console, repository).text(report.damage(), report.damageCount());
		console.out().line("looked at " + Quantities.count(report.snapshots(), "snapshot") + ", " + Quantities.count(report.contents(), "content")
				+ (report.bytesRead() > 0 ? ", read " + Quantities.bytes(report.bytesRead()) : "") + ": "
				+ (report.isSound() ? "all is well" : Quantities.count(report.damageCount()) + " damaged"));
	}

	static void json(Console console, VerifyReport report) throws IOException {
		try (Json document = new Json(console.out())) {
			document.object().put("sound", report.isSound()).put("snapshots", report.snapshots()).put("contents", report.contents()).put("bytes_read",
					report.bytesRead());
			DamagePrinter.json(document, report.damage(), report.damageCount());
			document.endObject();
		}
	}
}
