package backtrac.engine.store;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** Small JSON documents of objects, texts, whole numbers and truth values; lists are read over. */
final class Json {

	private static final JsonFactory FACTORY = new JsonFactory();

	private final Map<String, Object> values;

	private Json(Map<String, Object> values) {
		this.values = values;
	}

	/** Writes texts, numbers, truth values and maps of them; what is null is left out. Ends with a new line. */
	static byte[] write(Map<String, Object> values) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator out = FACTORY.createGenerator(new Indented(), bytes)) {
			writeObject(out, values);
		}
		bytes.write('\n');
		return bytes.toByteArray();
	}

	private static void writeObject(JsonGenerator out, Map<?, ?> values) {
		out.writeStartObject();
		values.forEach((name, value) -> {
			if (value != null) {
				out.writeName(name.toString());
				switch (value) {
				case Map<?, ?> map -> writeObject(out, map);
				case Number number -> out.writeNumber(number.longValue());
				case Boolean truth -> out.writeBoolean(truth);
				default -> out.writeString(value.toString());
				}
			}
		});
		out.writeEndObject();
	}

	private static final class Indented extends ObjectWriteContext.Base {
		@Override
		public PrettyPrinter getPrettyPrinter() {
			return new DefaultPrettyPrinter();
		}
	}

	static Json read(byte[] bytes) throws DamagedException {
		try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
			if (in.nextToken() != JsonToken.START_OBJECT) {
				throw new DamagedException("it is no JSON object");
			}
			return readObject(in);
		} catch (JacksonException e) {
			throw new DamagedException("it is no JSON: " + e.getOriginalMessage(), e);
		}
	}

	private static Json readObject(JsonParser in) {
		Map<String, Object> values = new LinkedHashMap<>();
		for (String name = in.nextName(); name != null; name = in.nextName()) {
			switch (in.nextToken()) {
			case START_OBJECT -> values.put(name, readObject(in));
			case START_ARRAY -> in.skipChildren();
			case VALUE_NUMBER_INT -> values.put(name, in.getLongValue());
			case VALUE_STRING -> values.put(name, in.getString());
			case VALUE_TRUE -> values.put(name, true);
			case VALUE_FALSE -> values.put(name, false);
			default -> {
				// null, or a number that is not whole: nothing of this version
			}
			}
		}
		return new Json(values);
	}

	String text(String name) throws DamagedException {
		return value(name, String.class);
	}

	/** A text that need not be there. */
	String textOrNull(String name) {
		return values.get(name) instanceof String text ? text : null;
	}

	long number(String name) throws DamagedException {
		return value(name, Long.class);
	}

	Json object(String name) throws DamagedException {
		return value(name, Json.class);
	}

	/** The texts of an object that need not be there. */
	Map<String, String> texts(String name) {
		Map<String, String> texts = new LinkedHashMap<>();
		if (values.get(name) instanceof Json json) {
			json.values.forEach((key, value) -> {
				if (value instanceof String text) {
					texts.put(key, text);
				}
			});
		}
		return texts;
	}

	private <T> T value(String name, Class<T> type) throws DamagedException {
		if (!type.isInstance(values.get(name))) {
			throw new DamagedException("it has no '" + name + "'");
		}
		return type.cast(values.get(name));
	}
}
