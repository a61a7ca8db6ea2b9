package backtrac.api.exclude;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import backtrac.api.entry.EntryPath;

class ExcludesTest {

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', value = {
			// a name at any depth
			"*.tmp, a.tmp", "*.tmp, x/y/a.tmp", "*.tmp, .tmp", "cache, home/cache", "a?c, abc", "a?c, aäc", "*, x",
			// sets
			"[a-c]x, bx", "[!a-c]x, dx", "[^a-c]x, dx", "[]x]y, ]y", "[a-]x, -x", "[ä]x, äx", "file[0-9][0-9], dir/file42",
			// from the root
			"/cache, cache", "home/cache, home/cache", "/a/*/c, a/b/c", "a/b*, a/bcd",
			// any number of folders
			"**/logs, logs", "**/logs, a/b/logs", "a/**/b, a/b", "a/**/b, a/x/b", "a/**/b, a/x/y/b", "logs/**, logs/x", "logs/**, logs/x/y",
			"**/a/**/b, q/a/w/e/b", "/**/x, x", "a/**/**/b, a/b", "a**b, aXXb", "x/a**b, x/aXXb", "**, any/thing",
			// the characters themselves, and bytes
			"\\*, *", "a\\[b, a[b", "\\\\x, \\\\x", "\\xC3\\xA4, ä", "a\\xFFb, a\\xFFb", "a?b, a\\xFFb", "*b, \\xFE\\xFFb", "\\!a, !a", "#a, #a" })
	void matches(String glob, String path) {
		assertTrue(excludes(glob, path, false));
		assertTrue(excludes(glob, path, true));
	}

	@ParameterizedTest
	@CsvSource(quoteCharacter = '"', value = { "*.tmp, a.tmp.gz", "*.tmp, a.TMP", "cache, cached", "a?c, ac", "a?c, a/c", "[a-c]x, dx", "[!a-c]x, bx",
			"/cache, home/cache", "home/cache, x/home/cache", "a/*/c, a/b/b/c", "a/*, a/b/c", "logs/**, logs", "logs/**, x/logs/y", "a/**/b, a/xb",
			"**/a/b, a/x/b", "\\*, x", "\\xFF, ÿ", "a*, b" })
	void doesNotMatch(String glob, String path) {
		assertFalse(excludes(glob, path, false));
		assertFalse(excludes(glob, path, true));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cache/", "/a/cache/", "a/cache/", "**/cache/" })
	void aSlashAtTheEndMeansFolders(String glob) {
		assertTrue(excludes(glob, "a/cache", true));
		assertFalse(excludes(glob, "a/cache", false));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "!a", "a//b", "./a", "a/../b", "a[b", "a\\", "//" })
	void refusesWhatMakesNoSense(String glob) {
		assertThrows(IllegalArgumentException.class, () -> Excludes.of(List.of(glob)));
	}

	@Test
	void theRootIsNeverLeftOut() {
		assertFalse(Excludes.of(List.of("*", "**")).excludes(EntryPath.ROOT, true));
	}

	@Test
	void aPathIsTakenLiterally() {
		Excludes excludes = Excludes.of(List.of("*.tmp")).and(EntryPath.parse("a/[x]*"));
		assertTrue(excludes.excludes(EntryPath.parse("a/[x]*"), true));
		assertTrue(excludes.excludes(EntryPath.parse("b.tmp"), false));
		assertFalse(excludes.excludes(EntryPath.parse("a/xy"), true));
	}

	@Test
	void manyStarsCostNoTime() {
		boolean matched = assertTimeoutPreemptively(Duration.ofSeconds(5),
				() -> excludes("*a".repeat(60) + "b", "a".repeat(250), false) || excludes("**/a/".repeat(12) + "b", "a/".repeat(120) + "c", false));
		assertEquals(false, matched);
	}

	private static boolean excludes(String glob, String path, boolean folder) {
		return Excludes.of(List.of(glob)).excludes(EntryPath.parse(path), folder);
	}
}
