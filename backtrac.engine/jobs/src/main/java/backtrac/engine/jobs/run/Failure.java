package backtrac.engine.jobs.run;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.job.RunState;
import backtrac.api.store.RepositoryException;
import backtrac.api.transport.Reason;
import backtrac.api.transport.TransportException;
import backtrac.engine.jobs.report.Reasons;
import backtrac.engine.jobs.transport.TransportGoneException;

/**
 * Why a run ended without a result. Keeps nothing of what was thrown but words: its class may be a transport's own.
 *
 * @param state   the run's
 * @param message one sentence for people
 * @param remedy  whether another run can do better
 */
public record Failure(RunState state, String message, Remedy remedy) {

	/** What would help. */
	public enum Remedy {
		/** Nothing but a person. */
		NONE,
		/** Some time. */
		TIME,
		/** The transport's return. */
		TRANSPORT,
		/** The server's next start, or another server. */
		SERVER
	}

	private static final Logger log = LoggerFactory.getLogger(Failure.class);

	static final Failure CANCELLED = new Failure(RunState.CANCELLED, "cancelled", Remedy.NONE);
	static final Failure TAKEN_OVER = new Failure(RunState.INTERRUPTED, "another server has taken this run over", Remedy.NONE);

	/** The server stops. */
	public static Failure stopped(boolean hadBegun) {
		return new Failure(RunState.INTERRUPTED, CutOff.STOPPED + (hadBegun ? " while" : " before") + " it ran", Remedy.SERVER);
	}

	/** What a thrown thing means. */
	public static Failure of(String run, Throwable e) {
		return switch (e) {
		// a run that was asked to end knows better
		case InterruptedException _ -> failed("the run was interrupted, and nobody says why", Remedy.TIME);
		case TransportGoneException gone -> new Failure(RunState.INTERRUPTED, gone.getMessage(), Remedy.TRANSPORT);
		case TransportException known -> failed(known, remedy(known.reason()));
		case RepositoryException known -> failed(known, Remedy.TIME);
		case CatalogException known -> failed(known, Remedy.TIME);
		case IllegalArgumentException known -> {
			// of a wrong wish, or a bug: the words alone would not tell which
			log.warn("run {} failed", run, known);
			yield failed(known, Remedy.NONE);
		}
		default -> {
			log.error("run {} failed", run, e);
			yield failed("an unexpected error, which the log describes: " + e, Remedy.TIME);
		}
		};
	}

	/** The same, with what to do if the run was cut off and is not resumed. */
	Failure advising(String verb, boolean hadBegun) {
		return state == RunState.INTERRUPTED ? new Failure(state, CutOff.advised(verb, hadBegun, message), remedy) : this;
	}

	private static Failure failed(Throwable e, Remedy remedy) {
		return failed(Reasons.words(e), remedy);
	}

	private static Failure failed(String message, Remedy remedy) {
		return new Failure(RunState.FAILED, message, remedy);
	}

	/** Another run may find what this one did not: a disk that was not mounted. But it must not lock an account. */
	private static Remedy remedy(Reason reason) {
		return switch (reason) {
		case NOT_FOUND, NOT_A_DIRECTORY, CLOSED -> Remedy.TIME;
		default -> reason.isPermanent() ? Remedy.NONE : Remedy.TIME;
		};
	}
}
