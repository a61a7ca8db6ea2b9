package backtrac.api.notify;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to tell people. A bundle brings one by registering this service; its properties say what it wants to hear of. It may
 * come and go while the server runs.
 *
 * <p>
 * Threads: called by one thread at a time, which is not that of a run.
 */
@ConsumerType
public interface Notifier {

	/**
	 * Service property: what people call it, such as {@code mail to admins}. What has been told of overdue plans is known by it, so it is the
	 * same after a restart, and on all servers of a catalog.
	 */
	String NAME = "notifier.name";

	/** Service property, String+: results to hear of, of {@link Notification.Kind} in any case of letters; absent for all. */
	String ON = "notifier.on";

	/** Service property, String+: the clients to hear of, by name with {@code *} for any letters; absent for all. */
	String CLIENTS = "notifier.clients";

	/** Service property, String+: the plans to hear of, as {@link #CLIENTS}. */
	String PLANS = "notifier.plans";

	/**
	 * Service property, Integer: after how many days without a good backup to hear of a plan, 1 or more, whatever {@link #ON} says; absent
	 * for never.
	 */
	String OVERDUE_DAYS = "notifier.overdue.days";

	/** Service property, Integer: after how many hours to hear again of a plan that still has no good backup; absent for 24. */
	String REPEAT_HOURS = "notifier.repeat.hours";

	/**
	 * Delivers a notification, or fails within a minute. It is tried again some times if it fails.
	 *
	 * @throws IOException with a message for people
	 */
	void send(Notification notification) throws IOException;
}
