package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Snapshot;
import backtrac.api.store.Snapshot.Result;
import backtrac.api.store.SnapshotCounts;

/** The contract of the index of snapshots, whatever keeps it. */
abstract class SnapshotIndexContract {

	private static final Instant TIME = Instant.parse("2026-03-29T00:59:59.123456789Z");

	private final Kind kind;

	private SnapshotIndex index;

	SnapshotIndexContract(Kind kind) {
		this.kind = kind;
	}

	@BeforeEach
	void open() {
		index = kind.open().snapshots();
	}

	private static Snapshot snapshot(String id, String client, String plan, int seconds, String pin) {
		return new Snapshot(id, client, plan, TIME.plusSeconds(seconds), TIME.plusSeconds(seconds + 60), Result.PARTIAL,
				new SnapshotCounts(1, 2, 3, 4, 5, 6, 7, 8, 9), Path.of("/backup/tree", client, plan), null, Map.of(), pin);
	}

	private List<String> ids(String client, String plan, int offset, int limit) {
		return index.snapshots(client, plan, offset, limit).stream().map(Snapshot::id).toList();
	}

	@Test
	void allOfASnapshotIsKept() {
		Snapshot snapshot = new Snapshot("id", "Büro", "docs", TIME, TIME.plusNanos(1), Result.COMPLETE, new SnapshotCounts(1, 2, 3, 4, 5, 6, 7, 8, 9),
				Path.of("/backup/tree ü"), "/srv/ä", Map.of("path", "/srv/a&b=c", "ключ", "", "long", "€".repeat(20_000)), "the audit of 2026");
		index.put(List.of(snapshot));
		assertEquals(Optional.of(snapshot), index.snapshot("id"));
		assertEquals(List.of(snapshot), index.snapshots(null, null, 0, 10));
		assertEquals(Optional.empty(), index.snapshot("none"));
	}

	@Test
	void theSameIdIsChanged() {
		index.put(List.of(snapshot("a", "web", "docs", 0, null), snapshot("b", "web", "docs", 1, null)));
		Snapshot pinned = snapshot("a", "web", "docs", 0, "keep");
		index.put(List.of(pinned));
		assertEquals(Optional.of(pinned), index.snapshot("a"));
		index.put(List.of(pinned, snapshot("a", "web", "docs", 0, null)));
		assertEquals(Optional.of(snapshot("a", "web", "docs", 0, null)), index.snapshot("a"));
		assertEquals(2, index.ids().size());
	}

	@Test
	void pagesComeTheLatestFirstByClientAndPlanInAnyCase() {
		index.put(List.of(snapshot("a", "Web", "docs", 0, null), snapshot("b", "web", "mail", 1, null), snapshot("c", "other", "Docs", 2, null),
				snapshot("d", "web", "docs", 3, null), snapshot("e", "web", "docs", 3, null)));
		assertEquals(List.of("e", "d", "c", "b", "a"), ids(null, null, 0, 10));
		assertEquals(List.of("c", "b"), ids(null, null, 2, 2));
		assertEquals(List.of("e", "d", "b", "a"), ids("WEB", null, 0, 10));
		assertEquals(List.of("e", "d", "c", "a"), ids(null, "docs", 0, 10));
		assertEquals(List.of("d", "a"), ids("web", "DOCS", 1, 10));
		assertEquals(List.of(), ids("web", "docs", 0, 0));
		assertEquals(List.of(), ids("none", null, 0, 10));
	}

	@Test
	void aBeginningOfAnIdFindsTheLatestThatHaveIt() {
		index.put(List.of(snapshot("ab1", "web", "docs", 2, null), snapshot("ab2", "mail", "docs", 3, null), snapshot("ab3", "Web", "docs", 1, null),
				snapshot("b_1", "web", "docs", 0, null), snapshot("bx1", "web", "docs", 0, null), snapshot("AB4", "web", "docs", 0, null)));
		assertEquals(List.of("ab2", "ab1", "ab3"), beginning("ab", null, 9));
		assertEquals(List.of("ab2", "ab1"), beginning("ab", null, 2));
		assertEquals(List.of("ab1", "ab3"), beginning("ab", "WEB", 9));
		assertEquals(List.of("b_1"), beginning("b_", null, 9));
		for (String none : List.of("%", "_b", "!", "ab12", "x")) {
			assertEquals(List.of(), beginning(none, null, 9), none);
		}
		assertEquals(List.of(), beginning("ab", null, 0));
	}

	private List<String> beginning(String id, String client, int limit) {
		return index.beginning(id, client, limit).stream().map(Snapshot::id).toList();
	}

	@Test
	void whatIsRemovedIsGone() {
		index.put(IntStream.range(0, 1200).mapToObj(i -> snapshot("s" + i, "web", "docs", i, null)).toList());
		assertEquals(1200, index.ids().size());
		index.remove(IntStream.range(0, 1199).mapToObj(i -> "s" + i).toList());
		index.remove(Set.of("none"));
		assertEquals(List.of("s1199"), index.ids());
		assertEquals(Optional.empty(), index.snapshot("s0"));
	}
}
