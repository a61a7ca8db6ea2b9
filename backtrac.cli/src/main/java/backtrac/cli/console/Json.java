package backtrac.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import backtrac.api.entry.ByteString;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON document on standard output, written as it comes: keys in snake_case, bytes as integers, times as ISO 8601
 * in UTC. What is null is left out.
 */
public final class Json implements AutoCloseable {

	private final OutputStream out;
	private final JsonGenerator generator;

	/** @param out stays open when this is closed */
	public Json(OutputStream out) {
		this.out = out;
		this.generator = JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build().createGenerator(ObjectWriteContext.empty(), out,
				JsonEncoding.UTF8);
	}

	public Json array() {
		generator.writeStartArray();
		return this;
	}

	public Json array(String key) {
		generator.writeArrayPropertyStart(key);
		return this;
	}

	public Json endArray() {
		generator.writeEndArray();
		return this;
	}

	public Json object() {
		generator.writeStartObject();
		return this;
	}

	public Json object(String key) {
		generator.writeObjectPropertyStart(key);
		return this;
	}

	public Json endObject() {
		generator.writeEndObject();
		return this;
	}

	public Json put(String key, String value) {
		if (value != null) {
			generator.writeStringProperty(key, value);
		}
		return this;
	}

	public Json put(String key, long value) {
		generator.writeNumberProperty(key, value);
		return this;
	}

	public Json put(String key, boolean value) {
		generator.writeBooleanProperty(key, value);
		return this;
	}

	public Json put(String key, Instant value) {
		return put(key, value == null ? null : value.toString());
	}

	public Json put(String key, List<String> values) {
		generator.writeArrayPropertyStart(key);
		values.forEach(generator::writeString);
		generator.writeEndArray();
		return this;
	}

	/** Bytes as people read them, and as {@code KEY_hex} where they are no valid UTF-8. */
	public Json put(String key, ByteString value) {
		if (value != null) {
			put(key, value.toString());
			if (!isUtf8(value)) {
				put(key + "_hex", HexFormat.of().formatHex(value.toBytes()));
			}
		}
		return this;
	}

	/** Ends the document with a line feed. */
	@Override
	public void close() throws IOException {
		generator.close();
		out.write('\n');
	}

	private static boolean isUtf8(ByteString value) {
		try {
			StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value.toBytes()));
			return true;
		} catch (CharacterCodingException e) {
			return false;
		}
	}
}
