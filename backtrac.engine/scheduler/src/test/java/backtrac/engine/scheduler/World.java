package backtrac.engine.scheduler;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Stream;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.Due;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunRecord;
import backtrac.api.schedule.Timing;

/** A server without threads, in a time that passes as fast as a test can compute. */
final class World implements InstantSource {

	static final Client CLIENT = new Client("c", "laptop");

	final MemoryCatalog catalog = new MemoryCatalog() {
		@Override
		public synchronized Optional<RunRecord> run(String id) {
			if (id.equals(broken)) {
				throw new IllegalArgumentException("No enum constant");
			}
			return super.run(id);
		}
	};
	/** The id of a run that cannot be read; null for none. */
	String broken;
	final Books books = new Books(catalog, catalog, catalog, catalog, catalog, catalog);
	final SimulatedRunner runner = new SimulatedRunner(catalog, this);
	final Starter starter = new Starter(books);
	final Closings closings = new Closings(books, starter);
	/** What runs probes: at once, unless a test says otherwise. */
	Executor threads = Runnable::run;
	final Probes probes = new Probes(this::obstacle, this, work -> threads.execute(work), this::answered);
	final Look look = new Look(books, starter, closings, probes, chores("", ""), this, _ -> {
	});

	private final Map<String, BiPredicate<Plan, Instant>> absences = new HashMap<>();
	private final TreeMap<Instant, List<Runnable>> happenings = new TreeMap<>();
	private final List<Consumer<RunRecord>> listeners = new ArrayList<>();
	private Instant now;
	private boolean isAnswered;

	World(Instant start) {
		now = start;
		catalog.save(CLIENT);
		starter.runner(runner);
	}

	static Chores chores(String prune, String zone) {
		return Chores.of(config(prune, zone), _ -> {
		});
	}

	static SchedulerComponent.Config config(String prune, String zone) {
		return new SchedulerComponent.Config() {

			@Override
			public Class<SchedulerComponent.Config> annotationType() {
				return SchedulerComponent.Config.class;
			}

			@Override
			public String prune() {
				return prune;
			}

			@Override
			public String scrub() {
				return "";
			}

			@Override
			public String verify() {
				return "";
			}

			@Override
			public String zone() {
				return zone;
			}
		};
	}

	@Override
	public Instant instant() {
		return now;
	}

	private Optional<String> obstacle(Plan plan) {
		return absences.getOrDefault(plan.id(), (_, _) -> false).test(plan, now) ? Optional.of("it is away") : Optional.empty();
	}

	private void answered() {
		isAnswered = true;
	}

	static Plan plan(String id, Timing timing) {
		return plan(id, "local", timing);
	}

	static Plan plan(String id, String transport, Timing timing) {
		return new Plan(id, CLIENT.id(), id, transport, Map.of("path", id), List.of()).withTiming(timing);
	}

	static Timing utc(String schedule) {
		return Timing.of(schedule, ZoneOffset.UTC);
	}

	Plan add(String id, Timing timing) {
		Plan plan = plan(id, timing);
		catalog.save(plan);
		return plan;
	}

	/** The plan's client is away at these times. */
	void away(String planId, BiPredicate<Plan, Instant> when) {
		absences.put(planId, when);
	}

	void at(Instant time, Runnable happening) {
		happenings.computeIfAbsent(time, _ -> new ArrayList<>()).add(happening);
	}

	void whenARunEnds(Consumer<RunRecord> listener) {
		listeners.add(listener);
	}

	Due due(String planId) {
		return catalog.of(planId).orElseThrow();
	}

	/** Lets time pass; what is due at the end itself does not happen any more. */
	void until(Instant end) {
		settle();
		for (Instant next = next(); next != null && next.isBefore(end); next = next()) {
			if (next.isAfter(now)) {
				now = next;
			} else {
				throw new IllegalStateException("time stands still at " + now + ": " + catalog.upTo(now, 3));
			}
			Map.Entry<Instant, List<Runnable>> first = happenings.firstEntry();
			if (first != null && !first.getKey().isAfter(now)) {
				happenings.pollFirstEntry().getValue().forEach(Runnable::run);
			}
			settle();
		}
		now = end;
	}

	/** All that is to be done now. */
	void settle() {
		boolean more;
		do {
			isAnswered = false;
			List<RunRecord> over = runner.endUpTo(now);
			over.forEach(run -> listeners.forEach(listener -> listener.accept(run)));
			over.forEach(run -> look.soon(run.id()));
			more = look.look();
		} while (more || isAnswered || runner.next() != null && !runner.next().isAfter(now));
	}

	private Instant next() {
		return Stream.of(look.next(), runner.next(), happenings.isEmpty() ? null : happenings.firstKey()).filter(time -> time != null).min(Instant::compareTo)
				.orElse(null);
	}
}
