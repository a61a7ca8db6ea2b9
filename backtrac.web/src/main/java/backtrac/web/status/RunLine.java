package backtrac.web.status;

import java.time.Duration;
import java.time.Instant;

import backtrac.api.catalog.RunRecord;

/**
 * A run in the list of runs.
 *
 * @param run    as the catalog has it
 * @param client the client's name; empty if the run is of no plan, or the plan is gone
 * @param plan   the plan's name; empty likewise
 */
public record RunLine(RunRecord run, String client, String plan) {

	/** When it began, or else when it was asked for. */
	public Instant time() {
		return run.started() != null ? run.started() : run.queued();
	}

	public String verb() {
		return run.verb().isEmpty() ? "" : Character.toUpperCase(run.verb().charAt(0)) + run.verb().substring(1);
	}

	/** How long it worked; empty before the end. */
	public String duration() {
		return run.started() == null || run.finished() == null ? "" : Format.duration(Duration.between(run.started(), run.finished()));
	}

	/** How many files it did; empty before the end. */
	public String files() {
		return run.state().isFinal() ? Format.count(run.files()) : "";
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
}
