package backtrac.api.entry;

import java.util.Arrays;

/**
 * Where an entry stands below the root of what is backed up: names joined by {@code '/'}, as bytes. The root itself is
 * the empty path. A path never begins or ends with a slash and has no name that {@link #isSafe(ByteString)} refuses, so
 * that it cannot lead out of the folder it is resolved against.
 *
 * <p>
 * Immutable and safe for use by several threads. Ordered so that a folder is followed by what it holds, then by its
 * next sibling.
 */
public final class EntryPath implements Comparable<EntryPath> {

	/** The folder that all others are in. */
	public static final EntryPath ROOT = new EntryPath(ByteString.EMPTY);

	private final ByteString bytes;

	private EntryPath(ByteString bytes) {
		this.bytes = bytes;
	}

	/** Tells if a name may stand in a path: it is not empty, not {@code .} or {@code ..}, and has no slash and no NUL. */
	public static boolean isSafe(ByteString name) {
		int length = name.length();
		if (length == 0 || name.at(0) == '.' && (length == 1 || length == 2 && name.at(1) == '.')) {
			return false;
		}
		for (int i = 0; i < length; i++) {
			if (name.at(i) == '/' || name.at(i) == 0) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Makes a path of its bytes.
	 *
	 * @throws IllegalArgumentException if one of its names is not safe
	 */
	public static EntryPath of(ByteString bytes) {
		if (bytes.length() == 0) {
			return ROOT;
		}
		byte[] all = bytes.toBytes();
		int start = 0;
		for (int i = 0; i <= all.length; i++) {
			if (i == all.length || all[i] == '/') {
				ByteString name = ByteString.wrap(Arrays.copyOfRange(all, start, i));
				requireSafe(name, bytes);
				start = i + 1;
			}
		}
		return new EntryPath(bytes);
	}

	/**
	 * Reads what a person types: the display form of {@link ByteString}; slashes at the beginning and the end do not
	 * count, and {@code .} alone is the root.
	 *
	 * @throws IllegalArgumentException if one of its names is not safe
	 */
	public static EntryPath parse(String display) {
		int from = 0;
		int to = display.length();
		while (from < to && display.charAt(from) == '/') {
			from++;
		}
		while (to > from && display.charAt(to - 1) == '/') {
			to--;
		}
		String trimmed = display.substring(from, to);
		return trimmed.equals(".") ? ROOT : of(ByteString.parse(trimmed));
	}

	/**
	 * The path of an entry in this folder.
	 *
	 * @throws IllegalArgumentException if the name is not safe
	 */
	public EntryPath resolve(ByteString name) {
		requireSafe(name, name);
		if (isRoot()) {
			return new EntryPath(name);
		}
		byte[] joined = new byte[bytes.length() + 1 + name.length()];
		bytes.copyTo(joined, 0);
		joined[bytes.length()] = '/';
		name.copyTo(joined, bytes.length() + 1);
		return new EntryPath(ByteString.wrap(joined));
	}

	/** The folder that this entry is in; null for the root. */
	public EntryPath parent() {
		if (isRoot()) {
			return null;
		}
		int slash = lastSlash();
		return slash < 0 ? ROOT : new EntryPath(ByteString.wrap(Arrays.copyOf(bytes.toBytes(), slash)));
	}

	/** The last name of the path; empty for the root. */
	public ByteString name() {
		int slash = lastSlash();
		return slash < 0 ? bytes : ByteString.wrap(Arrays.copyOfRange(bytes.toBytes(), slash + 1, bytes.length()));
	}

	/** Tells if this is the other path or lies below it. */
	public boolean startsWith(EntryPath folder) {
		int length = folder.bytes.length();
		return length == 0 || bytes.length() >= length && (bytes.length() == length || bytes.at(length) == '/')
				&& bytes.asBuffer().limit(length).equals(folder.bytes.asBuffer());
	}

	public boolean isRoot() {
		return bytes.length() == 0;
	}

	/** The path's bytes, names joined by {@code '/'}. */
	public ByteString bytes() {
		return bytes;
	}

	/** Compares name by name, so that {@code a/b} stands before {@code a-b}. */
	@Override
	public int compareTo(EntryPath other) {
		int common = Math.min(bytes.length(), other.bytes.length());
		for (int i = 0; i < common; i++) {
			int a = rank(bytes.at(i));
			int b = rank(other.bytes.at(i));
			if (a != b) {
				return Integer.compare(a, b);
			}
		}
		return Integer.compare(bytes.length(), other.bytes.length());
	}

	private static int rank(byte b) {
		return b == '/' ? -1 : b & 0xFF;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof EntryPath that && bytes.equals(that.bytes);
	}

	@Override
	public int hashCode() {
		return bytes.hashCode();
	}

	/** The display form of {@link ByteString}; empty for the root. */
	@Override
	public String toString() {
		return bytes.toString();
	}

	private int lastSlash() {
		for (int i = bytes.length() - 1; i >= 0; i--) {
			if (bytes.at(i) == '/') {
				return i;
			}
		}
		return -1;
	}

	private static void requireSafe(ByteString name, ByteString whole) {
		if (!isSafe(name)) {
			throw new IllegalArgumentException("not a name inside a folder: '" + name + "' in '" + whole + "'");
		}
	}
}
