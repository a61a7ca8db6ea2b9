package backtrac.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.FileType;

class FormatTest {

	@ParameterizedTest
	@CsvSource({ "PT0.04S, 0.0 s", "PT0.05S, 0.1 s", "PT59.9S, 59.9 s", "PT2M3S, 2 min 3 s", "PT1H2M3S, 1 h 2 min" })
	void timeTakenIsInWords(Duration duration, String text) {
		assertEquals(text, Format.took(duration));
	}

	@Test
	void timesAreOfTheZone() {
		Instant instant = Instant.parse("2026-01-31T23:05:09.987Z");
		assertEquals("2026-01-31 23:05:09", Format.time(instant, ZoneOffset.UTC));
		assertEquals("2026-02-01 00:05:09", Format.time(instant, ZoneId.of("Europe/Berlin")));
		assertEquals("2026-02-01 00:05:09 +01:00", Format.timeAndOffset(instant, ZoneId.of("Europe/Berlin")));
		assertEquals("2026-01-31 23:05:09 +00:00", Format.timeAndOffset(instant, ZoneOffset.UTC));
	}

	@ParameterizedTest
	@CsvSource({ "FILE, 0644, -rw-r--r--", "DIRECTORY, 0755, drwxr-xr-x", "SYMLINK, 0777, lrwxrwxrwx", "FILE, 04711, -rws--x--x",
			"FILE, 04644, -rwSr--r--", "DIRECTORY, 02775, drwxrwsr-x", "DIRECTORY, 01777, drwxrwxrwt", "DIRECTORY, 01776, drwxrwxrwT", "FIFO, 0600, prw-------",
			"BLOCK_DEVICE, 0660, brw-rw----", "CHARACTER_DEVICE, 0, c---------", "SOCKET, -1, s?????????" })
	void modesAreAsLsShowsThem(FileType type, String mode, String text) {
		assertEquals(text, Format.mode(type, Integer.parseInt(mode, 8)));
	}

	@Test
	void nothingReachesTheTerminalThatItWouldObey() {
		assertEquals("a\\x1b[31mb\\x07\\x9b\\x0a", Format.printable("a\033[31mb\007\u009b\n"));
		assertEquals("Grüße 😀", Format.printable("Grüße 😀"));
	}

	@Test
	void nothingReachesTheTerminalThatMakesANameLookLikeAnother() {
		String name = "invoice\u202efdp.exe";
		assertEquals("invoice\\xe2\\x80\\xaefdp.exe", Format.printable(name));
		assertEquals(name, ByteString.parse(Format.printable(name)).toString());
		assertEquals("\\xd8\\x9c\\xe2\\x80\\x8f\\xe2\\x80\\xa8\\xe2\\x81\\xa9", Format.printable("\u061c\u200f\u2028\u2069"));
		assertEquals("עברית 👨\u200d👩\u200d👧", Format.printable("עברית 👨\u200d👩\u200d👧"));
	}
}
