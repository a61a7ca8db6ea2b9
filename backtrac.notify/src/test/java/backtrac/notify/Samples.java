package backtrac.notify;

import java.time.Instant;
import java.util.Map;

import backtrac.api.notify.Notification;
import backtrac.api.notify.Notification.Kind;

/** Notifications to tell. */
final class Samples {

	private Samples() {
	}

	static Notification failed(String title) {
		return new Notification(Kind.FAILED, title, title + ".\n", Instant.parse("2026-11-23T12:00:00Z"), Map.of());
	}

	static Notification succeeded(String title) {
		return new Notification(Kind.SUCCEEDED, title, title + ".\n", Instant.parse("2026-11-23T12:00:00Z"), Map.of());
	}
}
