package backtrac.web.status;

import java.time.Instant;
import java.time.ZoneId;

import backtrac.api.catalog.RunOrigin;

/** Why a run was begun, in words. */
public final class Beginning {

	private Beginning() {
	}

	public static String words(RunOrigin origin, Instant now, ZoneId zone) {
		String moment = origin.moment() == null ? "" : Format.time(origin.moment(), now, zone);
		String text = switch (origin.trigger()) {
		case PERSON -> "Somebody asked for it";
		case SCHEDULE -> moment.isEmpty() ? "It was due" : "It was due " + moment;
		case MISSED -> moment.isEmpty() ? "It was due earlier, but could not begin then" : "It was due " + moment + ", but could not begin then";
		case RETRY -> "The run before it failed" + (moment.isEmpty() ? "" : ", due " + moment);
		case RESUME -> "The run before it was cut off" + (moment.isEmpty() ? "" : ", due " + moment);
		};
		return origin.attempt() > 1 ? text + " (attempt " + origin.attempt() + ")" : text;
	}
}
