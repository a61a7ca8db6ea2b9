package backtrac.api.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryPathTest {

	@Test
	void walksUpAndDown() {
		EntryPath path = EntryPath.ROOT.resolve(ByteString.of("etc")).resolve(ByteString.of("ssh"));
		assertEquals("etc/ssh", path.toString());
		assertEquals("ssh", path.name().toString());
		assertEquals(EntryPath.parse("/etc/"), path.parent());
		assertEquals(EntryPath.ROOT, path.parent().parent());
		assertNull(EntryPath.ROOT.parent());
	}

	@ParameterizedTest
	@ValueSource(strings = { ".", "..", "a/b", "a\0b", "" })
	void refusesANameThatWouldLeaveItsFolder(String name) {
		assertFalse(EntryPath.isSafe(ByteString.of(name)));
		assertThrows(IllegalArgumentException.class, () -> EntryPath.ROOT.resolve(ByteString.of(name)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a/../b", "a//b", "../a", "a/." })
	void refusesAPathWithSuchAName(String path) {
		assertThrows(IllegalArgumentException.class, () -> EntryPath.parse(path));
	}

	@Test
	void allowsNamesThatOnlyLookDangerous() {
		assertTrue(Stream.of("...", "..a", ".a", "a..", " ", "\\").map(ByteString::of).allMatch(EntryPath::isSafe));
	}

	@Test
	void readsTheRoot() {
		assertEquals(List.of(EntryPath.ROOT, EntryPath.ROOT, EntryPath.ROOT), Stream.of("", "/", ".").map(EntryPath::parse).toList());
	}

	@Test
	void knowsWhatIsBelow() {
		EntryPath folder = EntryPath.parse("a/b");
		assertTrue(EntryPath.parse("a/b/c").startsWith(folder));
		assertTrue(folder.startsWith(folder));
		assertTrue(folder.startsWith(EntryPath.ROOT));
		assertFalse(EntryPath.parse("a/bc").startsWith(folder));
		assertFalse(EntryPath.parse("a").startsWith(folder));
	}

	@Test
	void putsWhatAFolderHoldsBeforeItsNextSibling() {
		List<EntryPath> sorted = Stream.of("a-b", "a", "b", "a/z", "a/b/c", "a/b").map(EntryPath::parse).sorted().toList();
		assertEquals("[a, a/b, a/b/c, a/z, a-b, b]", sorted.toString());
	}
}
