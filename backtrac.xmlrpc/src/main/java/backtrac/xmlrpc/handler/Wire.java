package backtrac.xmlrpc.handler;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import backtrac.api.catalog.CatalogException;
import backtrac.api.entry.EntryPath;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RemotePath;
import backtrac.xmlrpc.remote.RpcFault;
import backtrac.xmlrpc.wire.XmlText;

/**
 * What all handlers do with what comes and goes. Not every peer knows nil, so nothing that is not there is an empty text; nor i8, so
 * a time is a text in ISO 8601.
 */
public final class Wire {

	/** How many a page has if nobody says so. */
	private static final int USUAL_PAGE = 100;

	private Wire() {
	}

	/** A text for people; empty for null. */
	public static String text(String text) {
		return text == null ? "" : XmlText.printable(text);
	}

	/** A constant's name; empty for null. */
	public static String name(Enum<?> constant) {
		return constant == null ? "" : constant.name();
	}

	/** A time; empty for null. */
	public static String time(Instant time) {
		return time == null ? "" : time.toString();
	}

	/** What came, or nothing. */
	public static String orEmpty(String text) {
		return text == null ? "" : text;
	}

	/** Whether nothing came. */
	public static boolean isMissing(String text) {
		return text == null || text.isEmpty();
	}

	/** Reads a time; null if nothing came. */
	public static Instant time(String what, String text) {
		if (isMissing(text)) {
			return null;
		}
		try {
			return OffsetDateTime.parse(text).toInstant();
		} catch (DateTimeException _) {
			throw bad(what + " is a time as 2026-01-31T02:00:00Z, not '" + text + "'");
		}
	}

	/** Reads a constant, in any case of letters; {@code otherwise} if nothing came. */
	public static <E extends Enum<E>> E constant(Class<E> type, String what, String text, E otherwise) {
		if (isMissing(text)) {
			return otherwise;
		}
		E[] all = type.getEnumConstants();
		return Arrays.stream(all).filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT))).findFirst()
				.orElseThrow(() -> bad(what + " is one of " + Arrays.toString(all) + ", not '" + text + "'"));
	}

	/** What a caller filters by, if nothing came the filter that takes all. */
	public static <T> T orElse(T filter, T all) {
		return filter == null ? all : filter;
	}

	/** What came, or none. */
	public static <T> List<T> orNone(List<T> list) {
		return list == null ? List.of() : list;
	}

	/**
	 * Values that travel as texts, numbers or booleans, as texts.
	 *
	 * @param what   what one of them is called
	 * @param values null if nothing came
	 */
	public static Map<String, String> texts(String what, Map<String, Object> values) {
		Map<String, String> texts = new HashMap<>();
		if (values != null) {
			values.forEach((name, value) -> {
				if (name.isBlank() || !(value instanceof String || value instanceof Number || value instanceof Boolean)) {
					throw bad("a " + what + " has a name, and a value that is a text, a number or a boolean: '" + name + "'");
				}
				texts.put(name, value.toString());
			});
		}
		return texts;
	}

	/** Reads a path as {@link RemotePath} says. */
	public static EntryPath path(String what, Object path) {
		try {
			return RemotePath.parse(what, path);
		} catch (IllegalArgumentException e) {
			throw bad(text(e.getMessage()));
		}
	}

	/** How many to leave out; none if nothing came. */
	public static int offset(Integer offset) {
		return between("offset", offset == null ? 0 : offset, 0, Integer.MAX_VALUE);
	}

	/** How many to give; a usual page if nothing came. */
	public static int limit(Integer limit, int most) {
		return between("limit", limit == null ? Math.min(USUAL_PAGE, most) : limit, 1, most);
	}

	/** The number, if it is one of those from {@code least} to {@code most}. */
	public static int between(String what, int number, int least, int most) {
		if (number < least || number > most) {
			throw bad(what + " must be from " + least + " to " + most + ", not " + number);
		}
		return number;
	}

	/** For what a caller got wrong; the message is for people. */
	public static RpcFault bad(String message) {
		return new RpcFault(Fault.BAD_PARAMETERS, message);
	}

	/** Does what the catalog may refuse, or the caller's words may not be good for: both have a message for people. */
	public static <T> T refusable(Supplier<T> action) {
		try {
			return action.get();
		} catch (CatalogException e) {
			throw new RpcFault(Fault.REFUSED, e.getMessage());
		} catch (IllegalArgumentException e) {
			throw bad(e.getMessage());
		}
	}

	/** The same for what has no result. */
	public static void refusable(Runnable action) {
		refusable(() -> {
			action.run();
			return null;
		});
	}
}
