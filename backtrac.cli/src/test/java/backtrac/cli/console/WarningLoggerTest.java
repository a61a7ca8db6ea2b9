package backtrac.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class WarningLoggerTest {

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();
	private PrintStream before;

	@BeforeEach
	void listen() {
		before = System.err;
		System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
	}

	@AfterEach
	void giveBack() {
		System.setErr(before);
	}

	@Test
	void theEnginesWarningsAreALineEachAndTheRestIsSilent() {
		Logger engine = LoggerFactory.getLogger("backtrac.engine.store.Trash");
		assertInstanceOf(WarningLogger.class, engine, "SLF4J finds the provider");
		engine.debug("no");
		engine.info("no");
		engine.warn("{} is damaged: {}", "a\nb", "no such file");
		engine.error("failed", new IllegalStateException("because"));
		assertEquals("backtrac: warning: a\\x0ab is damaged: no such file\nbacktrac: warning: failed: because\n", written.toString(StandardCharsets.UTF_8));
	}

	@Test
	void ofLibrariesOnlyErrorsCount() {
		Logger library = LoggerFactory.getLogger("com.example.Library");
		assertFalse(library.isWarnEnabled());
		assertTrue(library.isErrorEnabled());
	}
}
