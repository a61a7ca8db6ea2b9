package backtrac.web.page;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.server.ErrorEvent;

/** Keeps what failed in the log and gives people its id instead. */
public final class ErrorLog {

	private static final Logger log = LoggerFactory.getLogger(ErrorLog.class);

	private ErrorLog() {
	}

	/** Writes a failure to the log and answers the id by which it is found there. */
	public static String record(String during, Throwable failure) {
		String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
		log.error("Error {} during {}", id, during, failure);
		return id;
	}

	/** What people are told of a failure. */
	public static String sentence(String id) {
		return "Something went wrong in the server. The log has the details, look there for error " + id + ".";
	}

	/** Handles what an event of a page has thrown. */
	public static void report(ErrorEvent event) {
		String id = record("an event of a page", event.getThrowable());
		UI ui = UI.getCurrent();
		if (ui != null) {
			Notification shown = Notification.show(sentence(id), 10_000, Notification.Position.BOTTOM_START);
			shown.addThemeVariants(NotificationVariant.LUMO_ERROR);
		}
	}
}
