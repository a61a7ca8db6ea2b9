package backtrac.xmlrpc.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Between Java values and wire values.
 *
 * <table>
 * <caption>Types</caption>
 * <tr><th>Java</th><th>XML-RPC</th></tr>
 * <tr><td>int, long</td><td>int; i8 if it does not fit. A string of decimal digits is read as well, for peers without i8</td></tr>
 * <tr><td>boolean, double, String, byte[]</td><td>boolean, double, string, base64</td></tr>
 * <tr><td>List</td><td>array</td></tr>
 * <tr><td>a record</td><td>struct, keys in snake_case. A component that is null is left out, as not all peers know nil</td></tr>
 * <tr><td>Map with String keys</td><td>struct</td></tr>
 * <tr><td>an enum</td><td>string, its name</td></tr>
 * <tr><td>String</td><td>a dateTime.iso8601 is read as text in UTC, {@code 2026-11-23T19:00:00Z}; none is written</td></tr>
 * </table>
 */
public final class Values {

	private Values() {
	}

	/**
	 * What to write for a value.
	 *
	 * @throws IllegalArgumentException if it is of a type that cannot travel
	 */
	public static Object toWire(Object value) {
		return switch (value) {
		case null -> null;
		case Long number when number.intValue() == number -> number.intValue();
		case Integer _, Long _, Boolean _, Double _, String _, byte[] _ -> value;
		case Enum<?> constant -> constant.name();
		case List<?> list -> list.stream().map(Values::toWire).toArray();
		case Map<?, ?> map -> {
			Map<String, Object> struct = new LinkedHashMap<>();
			map.forEach((key, member) -> struct.put((String) key, toWire(member)));
			yield struct;
		}
		case Record record -> Records.toStruct(record);
		default -> throw new IllegalArgumentException("XML-RPC has no type for a " + value.getClass().getName());
		};
	}

	/**
	 * What an answer has, as a type of Java. Members of structs that the record does not know are passed over: the far side may
	 * be newer.
	 *
	 * @param type a class, or a {@code List<…>}
	 * @param what the name of the value, for the message
	 * @throws IllegalArgumentException if the value is not of that type; the message says what it should be
	 */
	public static Object fromAnswer(Object value, Type type, String what) {
		return fromWire(value, type, what, false);
	}

	/**
	 * What a call has, as a type of Java. A member of a struct that the record does not know is refused: were it passed over, a
	 * misspelt {@code dry_run} would be executed in earnest.
	 *
	 * @param type a class, or a {@code List<…>}
	 * @param what the name of the value, for the message
	 * @throws IllegalArgumentException if the value is not of that type; the message says what it should be
	 */
	public static Object fromCall(Object value, Type type, String what) {
		return fromWire(value, type, what, true);
	}

	/** @param strict whether unknown members of structs are refused */
	static Object fromWire(Object value, Type type, String what, boolean strict) {
		Class<?> raw = rawClass(type);
		if (value == null && !raw.isPrimitive()) {
			return null;
		}
		if (raw == Object.class) {
			return value;
		}
		if (raw == int.class || raw == Integer.class) {
			return Math.toIntExact(toLong(value, what, Integer.MIN_VALUE, Integer.MAX_VALUE));
		}
		if (raw == long.class || raw == Long.class) {
			return toLong(value, what, Long.MIN_VALUE, Long.MAX_VALUE);
		}
		if ((raw == double.class || raw == Double.class) && value instanceof Number number) {
			return number.doubleValue();
		}
		if ((raw == boolean.class || raw == Boolean.class) && value instanceof Boolean
				|| (raw == String.class || raw == byte[].class || raw == Map.class) && raw.isInstance(value)) {
			return value;
		}
		if (raw == List.class && value instanceof Object[] array) {
			return toList(array, type, what, strict);
		}
		if (raw.isRecord() && value instanceof Map<?, ?> struct) {
			return Records.fromStruct(struct, raw, what, strict);
		}
		if (raw.isEnum() && value instanceof String name) {
			return Arrays.stream(raw.getEnumConstants()).filter(constant -> ((Enum<?>) constant).name().equals(name)).findFirst()
					.orElseThrow(() -> new IllegalArgumentException(what + " must be one of " + Arrays.toString(raw.getEnumConstants())));
		}
		throw new IllegalArgumentException(what + " must be of type " + typeName(type));
	}

	/** A Java type's name in XML-RPC. */
	public static String typeName(Type type) {
		Class<?> raw = rawClass(type);
		if (raw == int.class || raw == Integer.class) {
			return "int";
		}
		if (raw == long.class || raw == Long.class) {
			return "i8";
		}
		if (raw == boolean.class || raw == Boolean.class || raw == void.class) {
			return "boolean"; // a method without a result answers true
		}
		if (raw == double.class || raw == Double.class) {
			return "double";
		}
		if (raw == String.class || raw.isEnum()) {
			return "string";
		}
		if (raw == byte[].class) {
			return "base64";
		}
		if (raw == List.class) {
			return "array";
		}
		if (raw == Map.class || raw.isRecord()) {
			return "struct";
		}
		if (raw == Object.class) {
			return "any";
		}
		throw new IllegalArgumentException("XML-RPC has no type for a " + type.getTypeName());
	}

	/** A name of Java as a struct's key: {@code filesDone} is {@code files_done}. */
	public static String snakeCase(String name) {
		return name.replaceAll("(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
	}

	private static List<Object> toList(Object[] array, Type type, String what, boolean strict) {
		Type element = type instanceof ParameterizedType parameterized ? parameterized.getActualTypeArguments()[0] : Object.class;
		List<Object> list = new ArrayList<>(array.length);
		for (Object value : array) {
			list.add(fromWire(value, element, "an element of " + what, strict));
		}
		return list;
	}

	private static long toLong(Object value, String what, long least, long most) {
		Long number = switch (value) {
		case Integer small -> small.longValue();
		case Long large -> large;
		case String digits when digits.matches("-?\\d{1,19}") -> parse(digits);
		case null, default -> null;
		};
		if (number == null || number < least || number > most) {
			throw new IllegalArgumentException(what + " must be an integer from " + least + " to " + most);
		}
		return number;
	}

	private static Long parse(String digits) {
		try {
			return Long.valueOf(digits);
		} catch (NumberFormatException _) {
			return null; // 19 digits can be too many
		}
	}

	private static Class<?> rawClass(Type type) {
		return switch (type) {
		case Class<?> simple -> simple;
		case ParameterizedType parameterized -> rawClass(parameterized.getRawType());
		default -> Object.class;
		};
	}
}
