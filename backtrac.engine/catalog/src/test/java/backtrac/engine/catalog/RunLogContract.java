package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.catalog.LogLine;
import backtrac.api.catalog.LogLine.Level;
import backtrac.api.catalog.LogQuery;
import backtrac.api.catalog.RunLog.Cause;
import backtrac.api.job.Progress.Phase;

/** The contract of the run log, whatever keeps it. */
abstract class RunLogContract {

	private final Kind kind;

	private Parts parts;

	RunLogContract(Kind kind) {
		this.kind = kind;
	}

	@BeforeEach
	void open() {
		parts = kind.open();
	}

	private static LogLine line(Level level, String path, String message, String cause) {
		return new LogLine(0, "r", Records.MORNING, level, Phase.COPYING, path, message, cause);
	}

	private List<String> paths(LogQuery query) {
		return parts.log().lines(query).stream().map(LogLine::path).toList();
	}

	@Test
	void linesComeBackInTheirOrderWithIdsThatGoOn() {
		parts.log().append(List.of(line(Level.INFO, "/a", "first", ""), line(Level.WARNING, "/b", "second", "gone")));
		parts.log().append(List.of());
		parts.log().append(List.of(line(Level.ERROR, "/c", "third", "disk full")));
		parts.log().append(List.of(Records.line("other", "/d", "gone")));
		assertEquals(List.of(new LogLine(1, "r", Records.MORNING, Level.INFO, Phase.COPYING, "/a", "first", ""),
				new LogLine(2, "r", Records.MORNING, Level.WARNING, Phase.COPYING, "/b", "second", "gone"),
				new LogLine(3, "r", Records.MORNING, Level.ERROR, Phase.COPYING, "/c", "third", "disk full")),
				parts.log().lines(LogQuery.ofRun("r", 10)));
		assertEquals(List.of("/c"), paths(LogQuery.ofRun("r", 10).after(2)));
		assertEquals(List.of("/a"), paths(LogQuery.ofRun("r", 1)));
		assertEquals(List.of(), paths(LogQuery.ofRun("r", 0)));
		assertEquals(1, parts.log().lines(LogQuery.ofRun("other", 10)).getFirst().id());
	}

	@Test
	void linesAreFoundByLevelTextAndCause() {
		parts.log().append(List.of(line(Level.DEBUG, "/100%/x", "Linked", ""), line(Level.INFO, "/1000/x", "stored", ""),
				line(Level.WARNING, "/home/ann/Mail", "could not be read", "Permission denied"), line(Level.ERROR, "", "no room", "disk full")));
		assertEquals(List.of("/home/ann/Mail", ""), paths(new LogQuery("r", Level.WARNING, "", "", 0, 10)));
		assertEquals(List.of("/home/ann/Mail"), paths(new LogQuery("r", Level.DEBUG, "mAIL", "", 0, 10)));
		assertEquals(List.of("/100%/x"), paths(new LogQuery("r", Level.DEBUG, "linked", "", 0, 10)));
		assertEquals(List.of("/home/ann/Mail"), paths(new LogQuery("r", Level.DEBUG, "PERMISSION", "", 0, 10)));
		assertEquals(List.of("/100%/x"), paths(new LogQuery("r", Level.DEBUG, "0%/", "", 0, 10)), "no wildcard");
		assertEquals(List.of(), paths(new LogQuery("r", Level.DEBUG, "1_00", "", 0, 10)));
		assertEquals(List.of(""), paths(new LogQuery("r", Level.DEBUG, "", "disk full", 0, 10)));
		assertEquals(List.of(), paths(new LogQuery("r", Level.DEBUG, "", "disk", 0, 10)));
	}

	@Test
	void troublesAreGroupedByTheirCause() {
		parts.log().append(List.of(line(Level.INFO, "/a", "fine", ""), line(Level.WARNING, "/b", "no", "denied"), line(Level.WARNING, "/c", "no", "gone"),
				line(Level.WARNING, "/d", "no", "denied")));
		parts.log().append(List.of(line(Level.ERROR, "/e", "no", "denied"), line(Level.WARNING, "/f", "no", "changed")));
		assertEquals(List.of(new Cause("denied", Level.ERROR, 3, "/b"), new Cause("changed", Level.WARNING, 1, "/f"),
				new Cause("gone", Level.WARNING, 1, "/c")), parts.log().causes("r"));
		assertEquals(List.of(), parts.log().causes("other"));
	}

	@Test
	void manyLinesAtOnce() {
		List<LogLine> lines = new ArrayList<>();
		for (int i = 0; i < 2000; i++) {
			lines.add(line(Level.WARNING, "/" + i, "could not be read", "denied"));
		}
		parts.log().append(lines);
		assertEquals(List.of(new Cause("denied", Level.WARNING, 2000, "/0")), parts.log().causes("r"));
		assertEquals(List.of("/1999"), paths(LogQuery.ofRun("r", 10).after(1999)));
	}

	@Test
	void theLastLinesAreReadInTheirOrder() {
		List<LogLine> lines = new ArrayList<>();
		for (int i = 1; i <= 3000; i++) {
			lines.add(line(i % 1000 == 1 ? Level.ERROR : Level.INFO, "/" + i, i <= 2 ? "begun" : "stored", ""));
		}
		parts.log().append(lines);
		parts.log().append(List.of(Records.line("other", "/x", "")));
		LogQuery all = LogQuery.ofRun("r", 10);
		assertEquals(List.of("/2998", "/2999", "/3000"), paths(all.last(3)));
		assertEquals(List.of("/3000"), paths(all.after(2999).last(3)));
		assertEquals(List.of(), paths(all.after(3000).last(3)));
		assertEquals(List.of(), paths(all.last(0)));
		assertEquals(3000, paths(all.last(3000)).size());
		assertEquals(3000, paths(all.last(Integer.MAX_VALUE)).size());
		assertEquals(List.of("/1", "/2", "/3"), paths(all.last(3).first(3)));
		LogQuery errors = new LogQuery("r", Level.ERROR, "", "", 0, 10);
		assertEquals(List.of("/1001", "/2001"), paths(errors.last(2)));
		assertEquals(List.of("/1", "/1001", "/2001"), paths(errors.last(5)));
		assertEquals(List.of("/1001", "/2001"), paths(errors.after(1).last(5)));
		assertEquals(List.of("/2"), paths(new LogQuery("r", Level.DEBUG, "begun", "", 0, 10).last(1)));
		assertEquals(List.of(), paths(LogQuery.ofRun("nobody", 10).last(3)));
	}

	@Test
	void aVeryLongTextAndAnyCharacterAreStored() {
		parts.log().append(List.of(line(Level.WARNING, "/" + "ä".repeat(20_000), "日本語".repeat(5000), "x".repeat(3000)), line(Level.INFO, "a\0b", "🖥\0", "\0")));
		List<LogLine> lines = parts.log().lines(LogQuery.ofRun("r", 10));
		assertTrue(lines.get(0).path().startsWith("/ääää"));
		assertTrue(lines.get(0).message().startsWith("日本語日本語"));
		assertTrue(lines.get(1).message().startsWith("🖥"));
		assertEquals(1, parts.log().lines(new LogQuery("r", Level.DEBUG, "", lines.get(0).cause(), 0, 10)).size());
	}
}
