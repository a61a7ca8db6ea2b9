package backtrac.cli.remote;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

import backtrac.cli.console.Console;
import backtrac.cli.console.Format;
import backtrac.cli.console.Json;
import backtrac.cli.installation.Installation;
import picocli.CommandLine.Option;

/** A command that shows what a server knows. */
abstract class ListingCommand extends RemoteCommand {

	@Option(names = "--json", description = "As one JSON document.")
	private boolean json;

	ListingCommand(Console console, Installation installation) {
		super(console, installation);
	}

	final boolean isJson() {
		return json;
	}

	/** All pages of a listing. */
	static <T> List<T> all(int pageSize, IntFunction<List<T>> pageFrom) {
		List<T> all = new ArrayList<>();
		List<T> page;
		do {
			page = pageFrom.apply(all.size());
			all.addAll(page);
		} while (page.size() == pageSize);
		return all;
	}

	/** An array of objects. */
	final <T> void printArray(List<T> items, BiConsumer<Json, T> members) throws IOException {
		try (Json document = new Json(console.out())) {
			document.array();
			for (T item : items) {
				members.accept(document.object(), item);
				document.endObject();
			}
			document.endArray();
		}
	}

	/** A time as people read it, or a dash. */
	final String time(String time) {
		return time.isEmpty() ? "-" : Format.time(Instant.parse(time), console.zone());
	}

	/** What is empty is left out of a JSON document. */
	static String orNull(String text) {
		return text.isEmpty() ? null : text;
	}

	static String orDash(String text) {
		return text.isEmpty() ? "-" : text;
	}
}
