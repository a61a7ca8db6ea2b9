package backtrac.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads back what a command printed: exactly one JSON document, with a line feed at its end. */
public final class JsonDocument {

	private JsonDocument() {
	}

	/** Maps, lists, strings, longs, booleans. */
	public static Object parse(String text) {
		assertEquals('\n', text.charAt(text.length() - 1));
		try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), text)) {
			parser.nextToken();
			Object value = value(parser);
			assertNull(parser.nextToken(), "more than one document");
			return value;
		}
	}

	/** An array of objects. */
	@SuppressWarnings("unchecked")
	public static List<Map<String, Object>> rows(String text) {
		return (List<Map<String, Object>>) parse(text);
	}

	private static Object value(JsonParser parser) {
		return switch (parser.currentToken()) {
		case START_ARRAY -> {
			List<Object> list = new ArrayList<>();
			while (parser.nextToken() != JsonToken.END_ARRAY) {
				list.add(value(parser));
			}
			yield list;
		}
		case START_OBJECT -> {
			Map<String, Object> map = new LinkedHashMap<>();
			while (parser.nextToken() != JsonToken.END_OBJECT) {
				String key = parser.currentName();
				parser.nextToken();
				map.put(key, value(parser));
			}
			yield map;
		}
		case VALUE_STRING -> parser.getString();
		case VALUE_NUMBER_INT -> parser.getLongValue();
		case VALUE_TRUE -> true;
		case VALUE_FALSE -> false;
		default -> throw new AssertionError("unexpected " + parser.currentToken());
		};
	}
}
