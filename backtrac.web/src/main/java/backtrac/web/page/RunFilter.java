package backtrac.web.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.vaadin.flow.router.QueryParameters;

import backtrac.api.catalog.PlanStatus;
import backtrac.api.catalog.RunQuery;
import backtrac.api.job.RunState;
import backtrac.web.status.LiveRun;

/**
 * Which runs the page of runs lists; it stands in the page's address.
 *
 * @param planId   of this plan; null for all
 * @param clientId of this client; null for all
 * @param verb     with this verb; null for all
 * @param outcome  that ended so; null for all
 */
record RunFilter(String planId, String clientId, String verb, Outcome outcome) {

	static final RunFilter ALL = new RunFilter(null, null, null, null);

	/** How many runs are read at a time. */
	private static final int PAGE = 50;

	private static final Set<RunState> ENDED = Arrays.stream(RunState.values()).filter(RunState::isFinal).collect(Collectors.toUnmodifiableSet());

	/** States that people ask for. */
	enum Outcome {
		SUCCEEDED("Succeeded", RunState.SUCCEEDED),
		TROUBLE("With trouble", RunState.PARTIAL, RunState.FAILED, RunState.INTERRUPTED),
		PARTIAL("Partial", RunState.PARTIAL),
		FAILED("Failed", RunState.FAILED),
		INTERRUPTED("Interrupted", RunState.INTERRUPTED),
		CANCELLED("Cancelled", RunState.CANCELLED);

		private final String label;
		private final Set<RunState> states;

		Outcome(String label, RunState... states) {
			this.label = label;
			this.states = Set.of(states);
		}

		String label() {
			return label;
		}
	}

	/**
	 * A client, or one plan of it.
	 *
	 * @param planId null for all plans of the client
	 */
	record Subject(String clientId, String planId, String label) {

		static Subject plan(PlanStatus plan) {
			return new Subject(plan.clientId(), plan.planId(), plan.client() + " / " + plan.plan());
		}

		static Subject client(String id, String name) {
			return new Subject(id, null, name);
		}

		/** The clients of some plans, where they have these words in their names, then the plans. */
		static List<Subject> of(List<PlanStatus> plans, String words) {
			List<Subject> clients = plans.stream().filter(plan -> plan.client().toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
					.map(plan -> client(plan.clientId(), plan.client())).distinct().toList();
			List<Subject> all = new ArrayList<>(clients);
			plans.stream().map(Subject::plan).forEach(all::add);
			return all;
		}
	}

	static RunFilter of(QueryParameters parameters) {
		Function<String, String> value = name -> parameters.getSingleParameter(name).filter(text -> !text.isBlank()).orElse(null);
		String outcome = value.apply("result");
		return new RunFilter(value.apply("plan"), value.apply("client"), value.apply("verb"),
				List.of(Outcome.values()).stream().filter(each -> each.name().equalsIgnoreCase(outcome)).findFirst().orElse(null));
	}

	static QueryParameters parameters(String name, String value) {
		return QueryParameters.of(name, value);
	}

	QueryParameters parameters() {
		QueryParameters all = QueryParameters.empty();
		all = planId == null ? all : all.merging("plan", planId);
		all = clientId == null ? all : all.merging("client", clientId);
		all = verb == null ? all : all.merging("verb", verb);
		return outcome == null ? all : all.merging("result", outcome.name().toLowerCase(Locale.ROOT));
	}

	RunFilter withSubject(Subject subject) {
		return subject == null ? new RunFilter(null, null, verb, outcome)
				: new RunFilter(subject.planId(), subject.planId() == null ? subject.clientId() : null, verb, outcome);
	}

	RunFilter withVerb(String other) {
		return new RunFilter(planId, clientId, other, outcome);
	}

	RunFilter withOutcome(Outcome other) {
		return new RunFilter(planId, clientId, verb, other);
	}

	boolean isAll() {
		return equals(ALL);
	}

	/**
	 * Whether a run that has not ended is one of those, whatever becomes of it.
	 *
	 * @param subject what the filter's plan or client is called; null if it names none
	 */
	boolean matches(LiveRun run, Subject subject) {
		return (verb == null || verb.equals(run.verb())) && (planId == null || planId.equals(run.planId()))
				&& (clientId == null || subject != null && run.subject().startsWith(subject.label() + "/"));
	}

	/** Asks for those that have ended. */
	RunQuery query() {
		return new RunQuery(planId, clientId, verb == null ? Set.of() : Set.of(verb), outcome == null ? ENDED : outcome.states, null, null, PAGE);
	}
}
