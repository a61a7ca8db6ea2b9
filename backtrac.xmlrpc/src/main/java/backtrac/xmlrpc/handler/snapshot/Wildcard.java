package backtrac.xmlrpc.handler.snapshot;

/**
 * A pattern in which {@code *} stands for any characters and {@code ?} for one. Matching takes a time that grows with the length of the pattern times that of the
 * text, and no more; it has no bound itself: who takes patterns from strangers bounds their length.
 */
record Wildcard(String pattern) {

	boolean matches(String text) {
		int p = 0;
		int t = 0;
		int star = -1;
		int mark = 0;
		while (t < text.length()) {
			if (p < pattern.length() && pattern.charAt(p) == '*') {
				star = p++;
				mark = t;
			} else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.codePointAt(p) == text.codePointAt(t))) {
				t += Character.charCount(text.codePointAt(t));
				p += Character.charCount(pattern.codePointAt(p));
			} else if (star >= 0) { // let the last star stand for one more
				p = star + 1;
				mark += Character.charCount(text.codePointAt(mark));
				t = mark;
			} else {
				return false;
			}
		}
		while (p < pattern.length() && pattern.charAt(p) == '*') {
			p++;
		}
		return p == pattern.length();
	}
}
