package backtrac.cli.policy;

import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import backtrac.cli.console.Failure;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** A JSON array of times on standard input. */
final class TimeArray {

	private static final String FORM = "give a JSON array of times, as [\"2026-01-31T02:00:00Z\"]";

	private TimeArray() {
	}

	/** @throws Failure if the input is anything else */
	static List<Instant> read(InputStream in) throws IOException {
		List<Instant> times = new ArrayList<>();
		try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
			if (parser.nextToken() != JsonToken.START_ARRAY) {
				throw broken(parser, "no array");
			}
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				times.add(time(parser));
			}
			if (parser.nextToken() != null) {
				throw broken(parser, "something after the array");
			}
		} catch (StreamReadException e) {
			throw new Failure("standard input is no valid JSON in line " + e.getLocation().getLineNr() + ": " + FORM, e);
		}
		return times;
	}

	/** @throws DateTimeException if it is no time of the years 1 to 9999 with an offset or Z */
	static Instant time(String text) {
		Instant time = Instant.parse(text);
		int year = time.atOffset(ZoneOffset.UTC).getYear();
		if (year < 1 || year > 9999) {
			throw new DateTimeException("no year of the calendar: " + year);
		}
		return time;
	}

	private static Instant time(JsonParser parser) throws Failure {
		if (parser.currentToken() != JsonToken.VALUE_STRING) {
			throw broken(parser, "something that is no text");
		}
		try {
			return time(parser.getString());
		} catch (DateTimeException _) {
			throw broken(parser, "no time: '" + parser.getString() + "'");
		}
	}

	private static Failure broken(JsonParser parser, String what) {
		return new Failure("standard input has " + what + " in line " + parser.currentTokenLocation().getLineNr() + ": " + FORM);
	}
}
