package backtrac.cli;

import java.io.IOException;
import java.util.Locale;

import backtrac.api.store.VerifyReport;
import backtrac.api.store.VerifyReport.Damage;
import backtrac.api.store.VerifyReport.Place;
import backtrac.api.store.VerifyReport.Remedy;
import backtrac.engine.jobs.Quantities;

/** Prints what a verify has found. */
final class VerifyPrinter {

	private VerifyPrinter() {
	}

	static void text(Console console, VerifyReport report) throws IOException {
		for (Damage damage : report.damage()) {
			line(console, damage.what() + " " + damage.reason() + remedy(damage.remedy()));
			for (Place place : damage.places()) {
				line(console, "    " + place.snapshot() + (place.path().isEmpty() ? "" : " " + place.path()));
			}
			if (damage.placeCount() > damage.places().size()) {
				line(console, "    and " + Quantities.count(damage.placeCount() - damage.places().size()) + " more");
			}
		}
		if (report.damageCount() > report.damage().size()) {
			line(console, "and " + Quantities.count(report.damageCount() - report.damage().size()) + " more that are damaged");
		}
		line(console, "looked at " + Quantities.count(report.snapshots(), "snapshot") + ", " + Quantities.count(report.contents(), "content")
				+ (report.bytesRead() > 0 ? ", read " + Quantities.bytes(report.bytesRead()) : "") + ": "
				+ (report.isSound() ? "all is well" : Quantities.count(report.damageCount()) + " damaged"));
	}

	private static void line(Console console, String text) throws IOException {
		console.out().line(Format.printable(text));
	}

	private static String remedy(Remedy remedy) {
		return switch (remedy) {
		case NONE -> "";
		case QUARANTINED -> "; moved to quarantine, the next backup that meets this content stores it again";
		case REPAIRED -> "; repaired";
		};
	}

	static void json(Console console, VerifyReport report) throws IOException {
		try (Json document = new Json(console.out())) {
			document.object().put("sound", report.isSound()).put("snapshots", report.snapshots()).put("contents", report.contents())
					.put("bytes_read", report.bytesRead()).put("damage_count", report.damageCount()).array("damage");
			for (Damage damage : report.damage()) {
				document.object().put("kind", lower(damage.kind())).put("what", damage.what()).put("reason", damage.reason())
						.put("remedy", lower(damage.remedy())).put("place_count", damage.placeCount()).array("places");
				for (Place place : damage.places()) {
					document.object().put("snapshot", place.snapshot()).put("path", place.path()).endObject();
				}
				document.endArray().endObject();
			}
			document.endArray().endObject();
		}
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}
}
