package backtrac.api.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;

import org.junit.jupiter.api.Test;

class ExtentsTest {

	private static final ByteString NAME = ByteString.of("disk.img");

	@Test
	void thoseThatTouchAreOne() {
		Extents extents = new Extents.Builder().add(0, 5).add(5, 7).add(9, 10).build();
		assertEquals("[0, 7) [9, 10)", extents.toString());
		assertEquals(2, extents.count());
		assertEquals(9, extents.offset(1));
		assertEquals(10, extents.end(1));
		assertEquals(10, extents.end());
		assertEquals(extents, new Extents.Builder().add(0, 7).add(9, 10).build());
		assertNotEquals(extents, new Extents.Builder().add(0, 7).build());
		assertEquals(0, Extents.NONE.end());
	}

	@Test
	void theyComeInOrderAndNoneIsEmpty() {
		Extents.Builder builder = new Extents.Builder().add(10, 20);
		assertThrows(IllegalArgumentException.class, () -> builder.add(15, 30));
		assertThrows(IllegalArgumentException.class, () -> builder.add(30, 30));
		assertThrows(IllegalArgumentException.class, () -> new Extents.Builder().add(-1, 3));
	}

	@Test
	void ofTooManyTheSmallestHolesCountAsData() {
		Extents.Builder builder = new Extents.Builder();
		long at = 0;
		for (int i = 0; i < 5 * Extents.MOST; i++) {
			builder.add(at, at + 1);
			at += i % 10 == 0 ? 1_000_000 : 2;
		}
		Extents extents = builder.build();
		assertEquals(Extents.MOST / 2 + 1, extents.count(), "every tenth hole is a large one");
		assertEquals(0, extents.offset(0));
		assertEquals(1, extents.end(0));
		assertEquals(1_000_000, extents.offset(1));
		assertEquals(1_000_000 + 9 * 2 + 1, extents.end(1));
		assertTrue(extents.end() < at);
	}

	@Test
	void theSameEntryWithExtents() {
		FileEntry entry = FileEntry.file(NAME, 10, Instant.EPOCH);
		assertNull(entry.extents());
		Extents extents = new Extents.Builder().add(3, 10).build();
		FileEntry sparse = entry.withExtents(extents);
		assertEquals(extents, sparse.extents());
		assertEquals(extents, sparse.withContent(10, Instant.MAX).extents());
		assertEquals("[3, 5)", sparse.withContent(5, Instant.EPOCH).extents().toString());
		assertEquals(Extents.NONE, sparse.withContent(3, Instant.EPOCH).extents());
		assertEquals(entry, sparse.withExtents(null));
		assertThrows(IllegalArgumentException.class, () -> FileEntry.file(NAME, 9, Instant.EPOCH).withExtents(extents));
		assertThrows(IllegalArgumentException.class, () -> FileEntry.directory(NAME, Instant.EPOCH).withExtents(Extents.NONE));
	}
}
