package backtrac.api.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotNamesTest {

	@ParameterizedTest
	@CsvSource({ "/usr/share/doc, usr-share-doc", "/, root", "/home/ann/.config, home-ann-.config", "/.hidden, hidden", "'/a b ', a b" })
	void aPlanIsNamedAfterItsFolder(String folder, String plan) {
		assertEquals(plan, SnapshotNames.ofFolder(Path.of(folder)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a\nb", "/-", "/..a", "/x/0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789",
			"/y/😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀z" })
	void theNameOfAnyFolderIsOneThatARepositoryTakes(String folder) {
		assertEquals(Optional.empty(), SnapshotNames.refusal(SnapshotNames.ofFolder(Path.of(folder))));
	}

	@Test
	void ofALongNameTheEndIsKept() {
		assertEquals("a_b", SnapshotNames.usable("a\nb", "?"));
		assertEquals("x".repeat(100), SnapshotNames.usable("y" + "x".repeat(100), "?"));
		assertEquals("x".repeat(98), SnapshotNames.usable("\ud83d\ude00-" + "x".repeat(98), "?"), "and no half of a character");
		assertEquals("?", SnapshotNames.usable(". -", "?"));
	}

	@Test
	void aNameIsUniqueByMoreThanCase() {
		assertEquals("docs", SnapshotNames.unique("docs", List.of("doc")));
		assertEquals("docs-3", SnapshotNames.unique("docs", List.of("DOCS", "Docs-2")));
		assertEquals("x".repeat(98) + "-2", SnapshotNames.unique("x".repeat(100), List.of("X".repeat(100))));
	}

	@Test
	void theClientIsThisMachineWithoutItsDomain() {
		String host = SnapshotNames.ofThisMachine();
		assertTrue(host.matches("[^./]+"), host);
		assertEquals(Optional.empty(), SnapshotNames.refusal(host));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a/b", "/", ".", "..", ".a", "a\nb", "a\0b" })
	void whatCannotBeAFolderIsRefused(String name) {
		assertTrue(SnapshotNames.refusal(name).isPresent());
		IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> new SnapshotRequest("c", name, Instant.EPOCH, false));
		assertTrue(e.getMessage().startsWith("the name of the plan must not "), e.getMessage());
		assertThrows(IllegalArgumentException.class, () -> new SnapshotRequest(name, "p", Instant.EPOCH, false));
	}

	@Test
	void aNameMayBeOfAnyScriptButNotOfAnyLength() {
		assertEquals(Optional.empty(), SnapshotNames.refusal("日本語 🖥️ Ωμέγας"));
		assertEquals(Optional.empty(), SnapshotNames.refusal("n".repeat(100)));
		assertEquals(Optional.of("must not be longer than 100 characters: this one has 101"), SnapshotNames.refusal("n".repeat(101)));
	}
}
