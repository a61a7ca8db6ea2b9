package backtrac.api.exclude;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import backtrac.api.entry.ByteString;
import backtrac.api.entry.EntryPath;

/**
 * What a backup leaves out: globs as in a {@code .gitignore} file, one a pattern.
 *
 * <table>
 * <caption>What a pattern means</caption>
 * <tr><td>{@code *.tmp}</td><td>without a slash: the name, at any depth</td></tr>
 * <tr><td>{@code /cache}, {@code home/cache}</td><td>with a slash at the beginning or inside: the path from the root of
 * what is backed up</td></tr>
 * <tr><td>{@code cache/}</td><td>with a slash at the end: folders only</td></tr>
 * <tr><td>{@code *}, {@code ?}, {@code [a-z]}, {@code [!a-z]}</td><td>any characters, one character, one of a set, one
 * that is not of a set; never a slash</td></tr>
 * <tr><td>{@code **}{@code /logs}, {@code a/**}{@code /b}</td><td>any number of folders, none too</td></tr>
 * <tr><td>{@code logs/**}</td><td>all that is in the folder, but not the folder itself</td></tr>
 * <tr><td>{@code \*}, {@code \xFF}</td><td>the character itself; a byte, as names are displayed</td></tr>
 * </table>
 *
 * <p>
 * A folder that is left out is not looked into, so that nothing below it can be taken in again; there is no
 * {@code !pattern}. Letters match in their own case only. Names are compared as UTF-8; a byte of a name that is not valid
 * UTF-8 is one character.
 *
 * <p>
 * Immutable and safe for use by several threads.
 */
public final class Excludes {

	/** Leaves out nothing. */
	public static final Excludes NONE = new Excludes(List.of(), List.of());

	/** Stands for any number of folders. */
	private static final NamePattern ANY_FOLDERS = NamePattern.of("*");

	private record Rule(List<NamePattern> names, boolean anywhere, boolean foldersOnly) {
	}

	private final List<Rule> rules;
	private final List<EntryPath> paths;

	private Excludes(List<Rule> rules, List<EntryPath> paths) {
		this.rules = rules;
		this.paths = paths;
	}

	/**
	 * Reads patterns.
	 *
	 * @throws IllegalArgumentException if one is not a pattern as described above; the message says what is wrong
	 */
	public static Excludes of(List<String> globs) {
		return globs.isEmpty() ? NONE : new Excludes(globs.stream().map(Excludes::rule).toList(), List.of());
	}

	/** The same, and one path more, which is taken literally. */
	public Excludes and(EntryPath path) {
		List<EntryPath> more = new ArrayList<>(paths);
		more.add(Objects.requireNonNull(path));
		return new Excludes(rules, List.copyOf(more));
	}

	/** Tells if an entry is left out itself. Says nothing of the folders it is in. */
	public boolean excludes(EntryPath path, boolean isFolder) {
		if (paths.contains(path)) {
			return true;
		}
		if (rules.isEmpty() || path.isRoot()) {
			return false;
		}
		int[] name = NamePattern.characters(path.name());
		List<int[]> names = null;
		for (Rule rule : rules) {
			if (rule.foldersOnly && !isFolder) {
				continue;
			}
			if (rule.anywhere) {
				if (rule.names.getFirst().matches(name)) {
					return true;
				}
				continue;
			}
			if (names == null) {
				names = names(path);
			}
			if (matches(rule.names, names)) {
				return true;
			}
		}
		return false;
	}

	private static boolean matches(List<NamePattern> patterns, List<int[]> names) {
		return new StarMatcher() {
			@Override
			public boolean isStar(int part) {
				return patterns.get(part) == ANY_FOLDERS;
			}

			@Override
			public boolean matches(int part, int item) {
				return patterns.get(part).matches(names.get(item));
			}
		}.match(patterns.size(), names.size());
	}

	private static List<int[]> names(EntryPath path) {
		List<int[]> names = new ArrayList<>();
		for (EntryPath p = path; !p.isRoot(); p = p.parent()) {
			names.addFirst(NamePattern.characters(p.name()));
		}
		return names;
	}

	private static Rule rule(String glob) {
		if (glob.startsWith("!")) {
			throw new IllegalArgumentException("the exclude '" + glob + "' begins with '!', which takes nothing in again here: write \\! for the character");
		}
		boolean foldersOnly = glob.endsWith("/");
		String body = foldersOnly ? glob.substring(0, glob.length() - 1) : glob;
		boolean anywhere = body.indexOf('/') < 0;
		List<NamePattern> names = new ArrayList<>();
		for (String name : (body.startsWith("/") ? body.substring(1) : body).split("/", -1)) {
			if (name.equals("**") && !anywhere) {
				if (names.isEmpty() || names.getLast() != ANY_FOLDERS) {
					names.add(ANY_FOLDERS);
				}
			} else if (name.indexOf('\\') < 0 && !EntryPath.isSafe(ByteString.of(name))) {
				throw new IllegalArgumentException("the exclude '" + glob + "' can match nothing: the name '" + name + "' is in no path");
			} else {
				names.add(NamePattern.of(name));
			}
		}
		if (names.getLast() == ANY_FOLDERS) {
			// what is in the folder, but not the folder
			names.add(NamePattern.of("*"));
		}
		return new Rule(List.copyOf(names), anywhere, foldersOnly);
	}
}
