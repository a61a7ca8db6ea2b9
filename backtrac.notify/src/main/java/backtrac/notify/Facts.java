package backtrac.notify;

import java.util.HashMap;
import java.util.Map;

/** Collects what is known, for {@link backtrac.api.notify.Notification#facts}. */
final class Facts {

	private final Map<String, String> known = new HashMap<>();

	/** @param value null if it is not known; an {@link java.time.Instant} is written in ISO 8601 by itself */
	Facts with(String name, Object value) {
		if (value != null) {
			known.put(name, value.toString());
		}
		return this;
	}

	Map<String, String> known() {
		return Map.copyOf(known);
	}
}
