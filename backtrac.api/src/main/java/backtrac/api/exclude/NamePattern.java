package backtrac.api.exclude;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntPredicate;

import backtrac.api.entry.ByteString;

/** A glob for one name. */
final class NamePattern {

	/** A byte that is not part of valid UTF-8 stands above all code points. */
	private static final int RAW = Character.MAX_CODE_POINT + 1;

	/** What stands at a place of the pattern: tells if a character matches; null is a star. */
	private final List<IntPredicate> parts;

	private NamePattern(List<IntPredicate> parts) {
		this.parts = parts;
	}

	/** @throws IllegalArgumentException if a bracket is not closed or a backslash is followed by nothing */
	static NamePattern of(String glob) {
		List<IntPredicate> parts = new ArrayList<>();
		int i = 0;
		while (i < glob.length()) {
			int c = glob.codePointAt(i);
			switch (c) {
			case '*' -> {
				if (parts.isEmpty() || parts.getLast() != null) {
					parts.add(null);
				}
				i++;
			}
			case '?' -> {
				parts.add(any -> true);
				i++;
			}
			case '[' -> {
				int end = endOfSet(glob, i);
				parts.add(set(glob.substring(i + 1, end)));
				i = end + 1;
			}
			case '\\' -> i = literals(glob, i, parts);
			default -> {
				parts.add(is(c));
				i += Character.charCount(c);
			}
			}
		}
		return new NamePattern(parts);
	}

	/** Takes what begins with backslashes: bytes in hex as far as they stand together, as they may make up one character. */
	private static int literals(String glob, int start, List<IntPredicate> parts) {
		byte[] bytes = new byte[glob.length()];
		int count = 0;
		int i = start;
		while (i + 3 < glob.length() && glob.startsWith("\\x", i) && HexFormat.isHexDigit(glob.charAt(i + 2))
				&& HexFormat.isHexDigit(glob.charAt(i + 3))) {
			bytes[count++] = (byte) HexFormat.fromHexDigits(glob, i + 2, i + 4);
			i += 4;
		}
		if (count > 0) {
			for (int c : characters(ByteString.wrap(Arrays.copyOf(bytes, count)))) {
				parts.add(is(c));
			}
			return i;
		}
		if (start + 1 == glob.length()) {
			throw new IllegalArgumentException("'" + glob + "' ends with a backslash: write \\\\ for a backslash");
		}
		int c = glob.codePointAt(start + 1);
		parts.add(is(c));
		return start + 1 + Character.charCount(c);
	}

	private static int endOfSet(String glob, int start) {
		int i = start + 1;
		if (i < glob.length() && (glob.charAt(i) == '!' || glob.charAt(i) == '^')) {
			i++;
		}
		// a bracket that comes first stands for itself
		int end = glob.indexOf(']', i + 1);
		if (end < 0) {
			throw new IllegalArgumentException("'" + glob + "' has a [ without a ]: write \\[ for the character");
		}
		return end;
	}

	private static IntPredicate set(String text) {
		boolean not = text.startsWith("!") || text.startsWith("^");
		int[] c = text.substring(not ? 1 : 0).codePoints().toArray();
		IntPredicate set = any -> false;
		for (int i = 0; i < c.length; i++) {
			if (i + 2 < c.length && c[i + 1] == '-') {
				int from = c[i];
				int to = c[i + 2];
				set = set.or(x -> x >= from && x <= to);
				i += 2;
			} else {
				set = set.or(is(c[i]));
			}
		}
		return not ? set.negate() : set;
	}

	private static IntPredicate is(int c) {
		return x -> x == c;
	}

	/** A name as characters: Unicode code points, and a number of its own for each byte that is part of none. */
	static int[] characters(ByteString name) {
		ByteBuffer in = name.asBuffer();
		CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
		CharBuffer out = CharBuffer.allocate(in.remaining());
		int[] characters = new int[in.remaining()];
		int count = 0;
		while (in.hasRemaining()) {
			CoderResult result = decoder.decode(in, out, true);
			for (int c : out.flip().codePoints().toArray()) {
				characters[count++] = c;
			}
			out.clear();
			for (int i = 0; result.isError() && i < result.length(); i++) {
				characters[count++] = RAW + (in.get() & 0xFF);
			}
			decoder.reset();
		}
		return Arrays.copyOf(characters, count);
	}

	/** @param name as {@link #characters} gives it */
	boolean matches(int[] name) {
		return new StarMatcher() {
			@Override
			public boolean isStar(int part) {
				return parts.get(part) == null;
			}

			@Override
			public boolean matches(int part, int item) {
				return parts.get(part).test(name[item]);
			}
		}.match(parts.size(), name.length);
	}
}
