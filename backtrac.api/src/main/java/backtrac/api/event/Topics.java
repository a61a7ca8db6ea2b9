package backtrac.api.event;

/**
 * Topics of the EventAdmin. An event's properties are of types of the JDK only, so that no event keeps a bundle's
 * classes; who wants more asks the service that knows.
 */
public final class Topics {

	/** Prefix of the topics of runs; the state's name follows. Property {@link #RUN_ID}. */
	public static final String RUN = "backtrac/run/";

	/** All topics of runs. */
	public static final String ALL_RUNS = RUN + "*";

	/** A run is further; at most twice a second a run. Property {@link #RUN_ID}. */
	public static final String RUN_PROGRESS = RUN + "PROGRESS";

	/** A snapshot exists. Property {@link #SNAPSHOT_ID}. */
	public static final String SNAPSHOT_COMMITTED = "backtrac/snapshot/COMMITTED";

	/** A snapshot is gone. Property {@link #SNAPSHOT_ID}. */
	public static final String SNAPSHOT_FORGOTTEN = "backtrac/snapshot/FORGOTTEN";

	/** A run has told something, see {@link backtrac.api.catalog.RunLog}; at most twice a second a run. Property {@link #RUN_ID}. */
	public static final String LOG_APPENDED = "backtrac/log/APPENDED";

	/** Clients, plans or their pauses have changed on this server. No property but {@link #PLAN_ID}, if it is about one plan. */
	public static final String DEFINITIONS_CHANGED = "backtrac/catalog/CHANGED";

	/** What plans wait for has changed: a {@link backtrac.api.catalog.Due}. Property {@link #PLAN_ID}, absent if it is about several. */
	public static final String DUE_CHANGED = "backtrac/schedule/CHANGED";

	/** A transport came. Property {@link #SCHEME}. */
	public static final String TRANSPORT_ADDED = "backtrac/transport/ADDED";

	/** A transport went. Property {@link #SCHEME}. */
	public static final String TRANSPORT_REMOVED = "backtrac/transport/REMOVED";

	/** A run's id, a String. */
	public static final String RUN_ID = "run.id";

	/** A plan's id, a String; absent for runs without a plan. */
	public static final String PLAN_ID = "plan.id";

	/** A snapshot's id, a String. */
	public static final String SNAPSHOT_ID = "snapshot.id";

	/** A transport's scheme, a String. */
	public static final String SCHEME = "transport.scheme";

	private Topics() {
	}
}
