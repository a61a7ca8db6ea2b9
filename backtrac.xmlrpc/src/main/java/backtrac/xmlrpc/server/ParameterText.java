package backtrac.xmlrpc.server;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import backtrac.xmlrpc.remote.Secret;
import backtrac.xmlrpc.wire.SecretNames;
import backtrac.xmlrpc.wire.Values;

/**
 * A call's parameters in short, for the audit log: without secrets, and without anything that a terminal would obey. They come as they
 * were sent and may be of wrong types.
 */
final class ParameterText {

	private static final int LONGEST = 1000;
	private static final int LONGEST_VALUE = 200;
	private static final int MOST_ELEMENTS = 20;
	private static final int DEEPEST = 3;
	private static final String HIDDEN = "(hidden)";
	private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}._/:@+*-]+");

	/** A whole token, or one that was cut: somebody gave it in place of its name. */
	private static final Pattern TOKEN = Pattern.compile("(bt_[0-9a-f]{16}_)[A-Za-z0-9_-]+");

	private ParameterText() {
	}

	static String of(Method method, List<Object> values) {
		Parameter[] parameters = method.getParameters();
		String text = IntStream.range(0, Math.min(parameters.length, values.size()))
				.mapToObj(i -> text(values.get(i), parameters[i].getType(), parameters[i])).collect(Collectors.joining(", "));
		return cut(text, LONGEST);
	}

	/** A text without control characters and the like, and not too long; of tokens only their ids. */
	static String printable(String text, int longest) {
		StringBuilder clean = new StringBuilder();
		cut(text, longest).codePoints().forEach(c -> clean.appendCodePoint(isPrintable(c) ? c : 0xFFFD));
		return TOKEN.matcher(clean).replaceAll("$1…");
	}

	private static String text(Object value, Class<?> type, AnnotatedElement place) {
		boolean secret = place.isAnnotationPresent(Secret.class);
		if (secret && value instanceof Map<?, ?> struct) {
			return "{" + struct.keySet().stream().limit(MOST_ELEMENTS).map(key -> quoted(key.toString())).sorted().collect(Collectors.joining(", ")) + "}";
		}
		if (secret) {
			return HIDDEN;
		}
		if (type.isRecord()) { // what it does not know nobody reads, and it may be a secret
			return value instanceof Map<?, ?> struct ? record(struct, type) : "?";
		}
		return text(value, DEEPEST);
	}

	private static String record(Map<?, ?> struct, Class<?> type) {
		return Arrays.stream(type.getRecordComponents()).flatMap(component -> member(struct, component).stream()).collect(Collectors.joining(", "));
	}

	private static Optional<String> member(Map<?, ?> struct, RecordComponent component) {
		String key = Values.snakeCase(component.getName());
		Object value = struct.get(key);
		return value == null ? Optional.empty() : Optional.of(key + "=" + text(value, component.getType(), component));
	}

	/** @param depth how many levels of arrays and structs are shown */
	private static String text(Object value, int depth) {
		return switch (value) {
		case null -> "nil";
		case byte[] bytes -> bytes.length + " bytes";
		case String text -> quoted(text);
		case Object[] _ when depth == 0 -> "[…]";
		case Map<?, ?> _ when depth == 0 -> "{…}";
		case Object[] array -> "[" + Arrays.stream(array).limit(MOST_ELEMENTS).map(element -> text(element, depth - 1)).collect(Collectors.joining(", "))
				+ (array.length > MOST_ELEMENTS ? ", …" : "") + "]";
		case Map<?, ?> struct -> "{" + struct.entrySet().stream().limit(MOST_ELEMENTS).map(member -> member(member, depth - 1)).sorted()
				.collect(Collectors.joining(", "))
				+ (struct.size() > MOST_ELEMENTS ? ", …" : "") + "}";
		default -> value.toString(); // a number or a boolean
		};
	}

	private static String member(Map.Entry<?, ?> member, int depth) {
		String key = member.getKey().toString();
		return quoted(key) + "=" + (SecretNames.mayBeSecret(key) ? HIDDEN : text(member.getValue(), depth));
	}

	private static String quoted(String text) {
		String clean = printable(text, LONGEST_VALUE);
		return PLAIN.matcher(clean).matches() ? clean : "'" + clean + "'";
	}

	private static String cut(String text, int longest) {
		return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
	}

	private static boolean isPrintable(int c) {
		return switch (Character.getType(c)) {
		case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED, Character.LINE_SEPARATOR,
				Character.PARAGRAPH_SEPARATOR -> false;
		default -> true;
		};
	}
}
