package backtrac.cli.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLogTest {

	private static final Instant NOON = LocalDateTime.parse("2026-03-04T12:00:00").atZone(ZoneId.systemDefault()).toInstant();

	@TempDir
	Path folder;

	@Test
	void theFirstErrorSinceThenIsToldByItsCause() throws IOException {
		String text = """
				2026-03-04 11:59:59,999 ERROR [main] a.b.C - before
				2026-03-04 12:00:00,000 INFO  [main] a.b.C - begins
				2026-03-04 12:00:01,123 ERROR [Felix listener] backtrac.Store - [store] bundle store:0.1 (5) : Error - during instantiation
				org.apache.LogException: org.osgi.service.ComponentException: no
					at java.base/Thread.run(Thread.java:1)
				Caused by: org.apache.LogException: backtrac.Store$NoRepositoryException: /backup is empty: is its disk mounted?
					... 6 more
				2026-03-04 12:00:02,000 ERROR [main] a.b.C - another
				Caused by: x.YError: of it
				""";
		assertEquals(Optional.of("/backup is empty: is its disk mounted?"), log(text).firstError(NOON));
		assertEquals(Optional.of("before"), log(text).firstError(NOON.minusSeconds(1)));
		assertEquals(Optional.of("of it"), log(text).firstError(NOON.plusSeconds(2)));
		assertEquals(Optional.empty(), log(text).firstError(NOON.plusSeconds(3)));
	}

	@Test
	void aLogThatIsNotThereOrOfAnotherFormSaysNothing() throws IOException {
		assertEquals(Optional.empty(), new ServerLog(folder.resolve("none")).firstError(NOON));
		assertEquals(List.of(), new ServerLog(folder.resolve("none")).linesFrom(0));
		assertEquals(Optional.empty(), log("ERROR!\n\nCaused by: what").firstError(NOON));
	}

	@Test
	void linesFromAPlaceOn() throws IOException {
		ServerLog log = log("one\ntwo\n\nthree\n");
		assertEquals(List.of("two", "three"), log.linesFrom(4));
		assertEquals(List.of(), log.linesFrom(log.length()));
		assertEquals(List.of(), log.linesFrom(100), "it has been made shorter");
	}

	private ServerLog log(String text) throws IOException {
		return new ServerLog(Files.writeString(folder.resolve("log"), text));
	}
}
