package backtrac.cli.repo;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import backtrac.api.store.VerifyReport.Damage;
import backtrac.api.store.VerifyReport.Place;
import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.engine.jobs.report.Quantities;
import backtrac.engine.jobs.report.Remedies;

/** Prints what is damaged in a repository, and what mends it. */
final class DamagePrinter {

	private final Console console;
	private final Path repository;

	DamagePrinter(Console console, Path repository) {
		this.console = console;
		this.repository = repository;
	}

	/** @param count how many there are in all; the list may be a part */
	void text(List<Damage> damages, long count) throws IOException {
		for (Damage damage : damages) {
			line(damage.what() + " " + damage.reason() + Remedies.of(damage, this::rebuild));
			for (Place place : damage.places()) {
				line("    " + place.snapshot() + (place.path().isEmpty() ? "" : " " + place.path()));
			}
			if (damage.placeCount() > damage.places().size()) {
				line("    and " + Quantities.count(damage.placeCount() - damage.places().size()) + " more");
			}
		}
		if (count > damages.size()) {
			line("and " + Quantities.count(count - damages.size()) + " more that are damaged");
		}
	}

	private void line(String text) throws IOException {
		console.out().line(Format.printable(text));
	}

	private String rebuild(String snapshot) {
		return "backtrac repo rebuild " + repository + (snapshot.isEmpty() ? "" : " " + snapshot);
	}

	/** What is damaged, as keys of the object that the document is in. */
	static void json(Json document, List<Damage> damages, long count) {
		document.put("damage_count", count).array("damage");
		for (Damage damage : damages) {
			document.object().put("kind", lower(damage.kind())).put("what", damage.what()).put("reason", damage.reason())
					.put("remedy", lower(damage.remedy())).put("place_count", damage.placeCount()).array("places");
			for (Place place : damage.places()) {
				document.object().put("snapshot", place.snapshot()).put("path", place.path()).endObject();
			}
			document.endArray().endObject();
		}
		document.endArray();
	}

	private static String lower(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}
}
