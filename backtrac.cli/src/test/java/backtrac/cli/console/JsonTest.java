package backtrac.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.api.entry.ByteString;

class JsonTest {

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	@Test
	void writesIntegersTimesAndNothingForNull() throws IOException {
		try (Json json = new Json(written)) {
			json.object().put("bytes", Long.MAX_VALUE).put("time", Instant.parse("2026-01-31T02:00:00.000000001Z")).put("absent", (String) null)
					.put("late", (Instant) null).put("yes", true).endObject();
		}
		assertEquals(Map.of("bytes", Long.MAX_VALUE, "time", "2026-01-31T02:00:00.000000001Z", "yes", true), JsonDocument.parse(text()));
	}

	@Test
	void onlyBytesThatAreNoTextComeInHexToo() throws IOException {
		try (Json json = new Json(written)) {
			json.object().put("name", ByteString.of("Grüße 😀")).put("target", ByteString.copyOf(new byte[] { 'a', (byte) 0xFF, '\n' })).endObject();
		}
		assertEquals(Map.of("name", "Grüße 😀", "target", "a\\xff\\x0a", "target_hex", "61ff0a"), JsonDocument.parse(text()));
	}

	private String text() {
		return written.toString(StandardCharsets.UTF_8);
	}
}
