package backtrac.notify.channel;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

import backtrac.api.notify.Notification;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A notification as JSON. */
final class NotificationJson {

	private static final JsonFactory FACTORY = new JsonFactory();

	/** The facts that are numbers. */
	private static final Set<String> NUMBERS = Set.of("files", "bytes", "bytes_stored", "problems", "plans");

	private NotificationJson() {
	}

	static byte[] write(Notification notification) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
			out.writeStartObject();
			out.writeStringProperty("kind", notification.kind().name().toLowerCase(Locale.ROOT));
			out.writeStringProperty("title", notification.title());
			out.writeStringProperty("text", notification.text());
			out.writeStringProperty("time", notification.time().toString());
			out.writeObjectPropertyStart("facts");
			new TreeMap<>(notification.facts()).forEach((name, value) -> {
				if (NUMBERS.contains(name) && value.matches("-?\\d{1,18}")) {
					out.writeNumberProperty(name, Long.parseLong(value));
				} else {
					out.writeStringProperty(name, value);
				}
			});
			out.writeEndObject();
			out.writeEndObject();
		}
		return bytes.toByteArray();
	}
}
