package backtrac.xmlrpc.wire;

/** Which text XML 1.0 can carry: no control characters but tab and the ends of line, and no half of a surrogate pair. */
public final class XmlText {

	private XmlText() {
	}

	/** Text for people, with U+FFFD for what cannot be carried. Not for names that must come back as they are. */
	public static String printable(String text) {
		int bad = firstBad(text, 0);
		if (bad < 0) {
			return text;
		}
		StringBuilder clean = new StringBuilder(text);
		for (; bad >= 0; bad = firstBad(text, bad + 1)) {
			clean.setCharAt(bad, '\uFFFD');
		}
		return clean.toString();
	}

	/** Whether a text comes out as it went in. */
	public static boolean isCarried(String text) {
		return firstBad(text, 0) < 0;
	}

	/** Where the first character from an index on stands that cannot be carried; -1 if there is none. */
	public static int firstBad(String text, int from) {
		for (int i = from; i < text.length(); i++) {
			char c = text.charAt(i);
			if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
				i++;
			} else if (c < ' ' && c != '\t' && c != '\n' && c != '\r' || Character.isSurrogate(c) || c >= 0xFFFE) {
				return i;
			}
		}
		return -1;
	}
}
