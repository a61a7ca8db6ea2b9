package backtrac.web.status;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import backtrac.api.catalog.PlanQuery;
import backtrac.api.catalog.PlanQuery.Health;

/**
 * Which page of which plans somebody looks at.
 *
 * @param text   part of a plan's or client's name; empty for all
 * @param health only those in this state; null for all
 * @param offset how many come before the page
 */
public record PlanFilter(String text, Health health, int offset) {

	/** All plans, from the first. */
	public static final PlanFilter ALL = new PlanFilter("", null, 0);

	/** How many plans a page has. */
	public static final int PAGE = 25;

	/** A plan is overdue when a backup of it should have been there for so long: the longest backups end within it. */
	public static final Duration GRACE = Duration.ofHours(24);

	public PlanFilter {
		Objects.requireNonNull(text, "text");
	}

	/** The first page of those with other words in their names. */
	public PlanFilter withText(String other) {
		return new PlanFilter(other.strip(), health, 0);
	}

	/** The first page of those in another state. */
	public PlanFilter withHealth(Health other) {
		return new PlanFilter(text, other, 0);
	}

	public PlanFilter at(int other) {
		return new PlanFilter(text, health, Math.max(0, other));
	}

	/** Whether all plans are asked for. */
	public boolean isAll() {
		return text.isEmpty() && health == null;
	}

	/** Asks for the page and one more, which tells if there is a next page. */
	public PlanQuery query(Instant now) {
		return new PlanQuery(null, text, health, now.minus(GRACE), offset, PAGE + 1);
	}

	/** Asks for the first plans in a state. */
	public static PlanQuery first(Health health, int limit, Instant now) {
		return new PlanQuery(null, "", health, now.minus(GRACE), 0, limit);
	}
}
