package backtrac.web.status;

import java.time.Duration;
import java.time.Instant;

import backtrac.api.catalog.RunRecord;

/**
 * A run in a list of runs.
 *
 * @param run as the catalog has it
 */
public record RunLine(RunRecord run) {

	/** When it began, or else when it was asked for. */
	public Instant time() {
		return run.started() != null ? run.started() : run.queued();
	}

	/** The client's name; empty if the run is of no plan. */
	public String client() {
		int slash = run.subject().indexOf('/');
		return slash < 0 ? "" : run.subject().substring(0, slash);
	}

	/** The plan's name, or what else the run is about; may be empty. */
	public String plan() {
		return run.subject().substring(run.subject().indexOf('/') + 1);
	}

	public String verb() {
		return verb(run.verb());
	}

	/** What it is and of what, for a title. */
	public String title() {
		return plan().isEmpty() ? verb() : verb() + " of " + plan();
	}

	/** How long it worked; empty before the end. */
	public String duration() {
		return run.started() == null || run.finished() == null ? "" : Format.duration(Duration.between(run.started(), run.finished()));
	}

	/** What the repository grew by; empty before the end. */
	public String stored() {
		return run.state().isFinal() ? Format.bytes(run.bytesStored()) : "";
	}

	public String message() {
		return run.message() == null ? "" : run.message();
	}

	public Result result() {
		return Result.of(run.state());
	}

	/** A verb as a title begins with it. */
	public static String verb(String verb) {
		return verb.isEmpty() ? "Run" : Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
	}
}
