package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.access.AuditEntry;
import backtrac.api.access.AuditLog;
import backtrac.api.access.AuditQuery;

/** The contract of the audit log, whatever keeps it. */
abstract class AuditLogContract {

	private static final Instant NOW = Records.MORNING;

	private final Kind kind;

	private AuditLog audit;

	AuditLogContract(Kind kind) {
		this.kind = kind;
	}

	@BeforeEach
	void open() {
		audit = kind.open().audit();
	}

	private void add(Instant time, String who, String action, String details) {
		audit.add(new AuditEntry(0, time, who, "192.0.2.7", action, details, AuditEntry.OK));
	}

	private List<String> details(String who, String action, Instant since, long before, int limit) {
		return audit.entries(new AuditQuery(who, action, since, before, limit)).stream().map(AuditEntry::details).toList();
	}

	@Test
	void linesComeBackTheLatestFirst() {
		add(NOW, "ann", "plan.save", "one");
		add(NOW, "ci", "run.start", "two");
		List<AuditEntry> all = audit.entries(new AuditQuery(null, null, null, 0, 10));
		assertTrue(all.get(0).id() > all.get(1).id());
		assertEquals(new AuditEntry(all.get(1).id(), NOW, "ann", "192.0.2.7", "plan.save", "one", AuditEntry.OK), all.get(1));
		assertEquals(List.of("two"), details(null, null, null, 0, 1));
		assertEquals(List.of(), details(null, null, null, 0, 0));
	}

	@Test
	void theyAreFoundByWhoActionAndTime() {
		add(NOW, "ann", "plan.save", "one");
		add(NOW.plusSeconds(1), "ci", "plan.remove", "two");
		add(NOW.plusSeconds(2), "ann", "planet.save", "three");
		add(NOW.plusSeconds(3), "ann", "plan.remove", "four");
		add(NOW.plusSeconds(4), "", "", "five");
		assertEquals(List.of("four", "three", "one"), details("ann", null, null, 0, 10));
		assertEquals(List.of(), details("an", null, null, 0, 10));
		assertEquals(List.of("five"), details("", null, null, 0, 10));
		assertEquals(List.of("four", "two", "one"), details(null, "plan.", null, 0, 10));
		assertEquals(List.of("four", "three", "two", "one"), details(null, "plan", null, 0, 10));
		assertEquals(List.of("four", "two"), details(null, "plan.remove", null, 0, 10));
		assertEquals(List.of(), details(null, "%", null, 0, 10));
		assertEquals(List.of("four", "one"), details("ann", "plan.", null, 0, 10));
		assertEquals(List.of("five", "four"), details(null, null, NOW.plusSeconds(3), 0, 10));
		assertEquals(List.of("four"), details("ann", "plan.", NOW.plusSeconds(1), 0, 10));
		assertEquals(List.of("five", "four", "three", "two", "one"), details(null, "", null, 0, 10));
	}

	@Test
	void aPageGoesOnWhereTheLastEnded() {
		IntStream.range(0, 10).forEach(i -> add(NOW.plusSeconds(i), "ann", i % 2 == 0 ? "plan.save" : "plan.remove", "" + i));
		long last = audit.entries(new AuditQuery(null, "plan.", null, 0, 3)).getLast().id();
		assertEquals(List.of("6", "5", "4"), details(null, "plan.", null, last, 3));
		assertEquals(List.of("6", "5"), details("ann", null, NOW.plusSeconds(5), last, 3));
		assertEquals(List.of(), details(null, null, null, 1, 3));
	}

	@Test
	void aServerWhoseClockIsBehindHidesNothing() {
		add(NOW, "ann", "plan.save", "of one that is ahead");
		add(NOW.minusSeconds(60), "ann", "plan.save", "of the other");
		assertEquals(List.of("of one that is ahead"), details(null, null, NOW, 0, 10));
		assertEquals(List.of("of the other", "of one that is ahead"), details(null, null, NOW.minusSeconds(60), 0, 10));
		add(NOW.plus(Duration.ofHours(3)), "ann", "plan.save", "later");
		assertEquals(List.of("later"), details(null, null, NOW.plus(Duration.ofHours(2)), 0, 10));
	}

	@Test
	void whatIsOldIsRemoved() {
		IntStream.range(0, 2500).forEach(i -> add(NOW.plusSeconds(i), "ann", "plan.save", "" + i));
		assertEquals(2498, audit.removeBefore(NOW.plusSeconds(2498)));
		assertEquals(0, audit.removeBefore(NOW.plusSeconds(2498)));
		assertEquals(List.of("2499", "2498"), details(null, null, null, 0, 10));
		assertEquals(2, audit.removeBefore(NOW.plus(Duration.ofDays(1))));
	}

	@Test
	void aVeryLongTextAndAnyCharacterAreStored() {
		audit.add(new AuditEntry(0, NOW, "w\0".repeat(300), "a".repeat(300), "plan." + "x".repeat(300), "\ud83d\ude00\0".repeat(5000), "r".repeat(9000)));
		AuditEntry stored = audit.entries(new AuditQuery(null, "plan.", null, 0, 10)).getFirst();
		assertTrue(stored.details().startsWith("\ud83d\ude00"), stored.details());
		assertTrue(stored.result().startsWith("rrrr"));
	}
}
