package backtrac.xmlrpc.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes messages of good ones that are wrong in some way: in their bytes, in their tags and texts, or in the order of their elements. The
 * same seed and number make the same message.
 */
public final class Mutations {

	private static final Pattern TOKEN = Pattern.compile("<[^>]*>|[^<]+");
	private static final List<String> WORDS = List.of("<nil/>", "<i8>", "</value>", "<value>", "<struct>", "</struct>", "<array><data>", "</data></array>",
			"<!DOCTYPE methodCall [<!ENTITY e 'x'>]>", "&e;", "&amp;", "&#0;", "&#x1F600;", "&#55357;", "<![CDATA[", "]]>", "<!-- ", " -->", "<?xml-stylesheet x?>",
			"<?xml version='1.0' encoding='UTF-16'?>", "9999999999999999999", "-1", "NaN", "1e999", "", " ", "\u0000", "\ud83d\ude00", "2026-11-23T19:00:00Z", "AAA=", "!",
			"<ex:serializable xmlns:ex='http://ws.apache.org/xmlrpc/namespaces/extensions'>", "<value xmlns='urn:x'>", "<value a='1'>", "<float>", "<dateTime.iso8601>",
			"<base64>", "<boolean>", "<double>", "<member>", "<name>", "</name>", "<params>", "<fault>", "<methodCall>", "<methodResponse>", "<methodName>");

	private final List<byte[]> messages;
	private final List<List<String>> tokens;
	private final long seed;

	public Mutations(long seed, List<byte[]> messages) {
		this.seed = seed;
		this.messages = messages;
		this.tokens = messages.stream().map(Mutations::tokens).toList();
	}

	/** A mutated message. */
	public byte[] message(int number) {
		SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
		int kind = random.nextInt(10);
		int base = random.nextInt(messages.size());
		if (kind < 3) {
			return bytes(random, messages.get(base));
		}
		List<String> parts = new ArrayList<>(tokens.get(base));
		for (int i = random.nextInt(3); i >= 0 && !parts.isEmpty(); i--) {
			if (kind < 6) {
				mutateToken(random, parts);
			} else {
				mutateTree(random, parts);
			}
		}
		byte[] message = String.join("", parts).getBytes(StandardCharsets.UTF_8);
		return kind == 9 ? bytes(random, message) : message;
	}

	private static List<String> tokens(byte[] message) {
		List<String> tokens = new ArrayList<>();
		Matcher matcher = TOKEN.matcher(new String(message, StandardCharsets.UTF_8));
		while (matcher.find()) {
			tokens.add(matcher.group());
		}
		return tokens;
	}

	private static byte[] bytes(SplittableRandom random, byte[] good) {
		byte[] bytes = good.clone();
		for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
			int at = random.nextInt(bytes.length);
			int length = Math.min(bytes.length - at, 1 + random.nextInt(40));
			switch (random.nextInt(6)) {
			case 0 -> bytes[at] = (byte) random.nextInt(256);
			case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
			case 2 -> bytes = Arrays.copyOf(bytes, at);
			case 3 -> bytes = joined(bytes, at, bytes, at + length, bytes.length); // left out
			case 4 -> bytes = joined(bytes, at + length, bytes, at, bytes.length); // twice
			default -> System.arraycopy(good, Math.min(at, good.length - 1), bytes, random.nextInt(bytes.length - length + 1), Math.min(length, good.length - Math.min(at, good.length - 1)));
			}
		}
		return bytes;
	}

	private static byte[] joined(byte[] begin, int length, byte[] end, int from, int to) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		joined.write(begin, 0, length);
		joined.write(end, from, to - from);
		return joined.toByteArray();
	}

	private void mutateToken(SplittableRandom random, List<String> parts) {
		int at = random.nextInt(parts.size());
		int other = random.nextInt(parts.size());
		List<String> foreign = tokens.get(random.nextInt(tokens.size()));
		switch (random.nextInt(6)) {
		case 0 -> parts.remove(at);
		case 1 -> parts.add(at, parts.get(at));
		case 2 -> parts.set(at, parts.set(other, parts.get(at)));
		case 3 -> parts.set(at, foreign.get(random.nextInt(foreign.size())));
		case 4 -> parts.set(at, WORDS.get(random.nextInt(WORDS.size())));
		default -> parts.add(at, WORDS.get(random.nextInt(WORDS.size())));
		}
	}

	/** Takes out, doubles, moves or wraps a whole element, so that the message stays well-formed. */
	private void mutateTree(SplittableRandom random, List<String> parts) {
		int from = element(random, parts);
		if (from < 0) {
			return;
		}
		List<String> element = parts.subList(from, end(parts, from));
		List<String> copy = List.copyOf(element);
		List<String> foreign = tokens.get(random.nextInt(tokens.size()));
		int other = element(random, foreign);
		List<String> strange = other < 0 ? List.of() : foreign.subList(other, end(foreign, other));
		switch (random.nextInt(6)) {
		case 0 -> element.clear();
		case 1 -> parts.addAll(from, copy);
		case 2 -> {
			element.clear();
			parts.addAll(from, strange);
		}
		case 3 -> parts.addAll(from, strange);
		case 4 -> { // in itself
			String tag = copy.getFirst();
			if (tag.endsWith(">") && !tag.endsWith("/>")) {
				parts.add(end(parts, from), "</" + tag.substring(1));
				parts.add(from, tag);
			}
		}
		default -> { // in many arrays
			int depth = 1 + random.nextInt(20);
			parts.addAll(end(parts, from), repeated(depth, "</value>", "</data>", "</array>"));
			parts.addAll(from, repeated(depth, "<array>", "<data>", "<value>"));
		}
		}
	}

	private static List<String> repeated(int count, String... tokens) {
		List<String> all = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			all.addAll(List.of(tokens));
		}
		return all;
	}

	/** Where some element begins; -1 if none was found. */
	private static int element(SplittableRandom random, List<String> parts) {
		for (int tries = 0; tries < 10 && !parts.isEmpty(); tries++) {
			int at = random.nextInt(parts.size());
			if (parts.get(at).startsWith("<") && !parts.get(at).startsWith("</") && !parts.get(at).startsWith("<?")) {
				return at;
			}
		}
		return -1;
	}

	/** Behind the end of the element that begins there. */
	private static int end(List<String> parts, int from) {
		int depth = 0;
		for (int i = from; i < parts.size(); i++) {
			String part = parts.get(i);
			if (part.startsWith("</")) {
				depth--;
			} else if (part.startsWith("<") && !part.endsWith("/>")) {
				depth++;
			}
			if (depth <= 0) {
				return i + 1;
			}
		}
		return parts.size();
	}
}
