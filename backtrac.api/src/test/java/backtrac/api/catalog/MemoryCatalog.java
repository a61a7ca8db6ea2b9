package backtrac.api.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import backtrac.api.access.AuditEntry;
import backtrac.api.access.AuditLog;
import backtrac.api.access.AuditQuery;
import backtrac.api.access.Token;
import backtrac.api.access.Tokens;
import backtrac.api.catalog.Due.Waiting;
import backtrac.api.catalog.PlanQuery.Health;
import backtrac.api.job.RunState;
import backtrac.api.store.Snapshot;
import backtrac.api.store.SnapshotNames;

/** A catalog without a database, for tests of what uses one. */
public class MemoryCatalog implements Catalog, RunHistory, RunLog, DueList, PlanOverview, SnapshotIndex, Secrets, Servers, Settings, Tokens, AuditLog {

	private static final Comparator<RunRecord> LATEST_FIRST = Comparator.comparing(RunRecord::queued).thenComparing(RunRecord::id).reversed();

	private final String self;
	private final Map<String, Client> clients = new LinkedHashMap<>();
	private final Map<String, Plan> plans = new LinkedHashMap<>();
	private final Map<String, RunRecord> runs = new LinkedHashMap<>();
	private final Map<String, Due> dues = new LinkedHashMap<>();
	private final Map<String, List<LogLine>> log = new HashMap<>();
	private final Map<String, Snapshot> snapshots = new LinkedHashMap<>();
	private final Map<String, Map<String, String>> secrets = new HashMap<>();
	/** By plan, as the next two: the last backup that has ended; when the last that left a snapshot did, and a complete one. */
	private final Map<String, RunRecord> ended = new HashMap<>();
	private final Map<String, Instant> backedUp = new HashMap<>();
	private final Map<String, Instant> complete = new HashMap<>();
	private final Set<String> removedPlans = new HashSet<>();
	private final Map<String, Server> servers = new LinkedHashMap<>();
	private final Map<String, String> settings = new TreeMap<>();
	private final Map<String, Stored> tokens = new LinkedHashMap<>();
	private final List<AuditEntry> audit = new ArrayList<>();
	private boolean broken;

	public MemoryCatalog() {
		this("here");
	}

	/** @param self this server's id */
	public MemoryCatalog(String self) {
		this.self = self;
	}

	/** From now on runs cannot be stored, or can again. */
	public synchronized void setBroken(boolean broken) {
		this.broken = broken;
	}

	private void check() {
		if (broken) {
			throw new CatalogException("the database is away");
		}
	}

	@Override
	public synchronized List<Client> clients() {
		return clients.values().stream().sorted(Comparator.comparing(c -> SnapshotNames.key(c.name()))).toList();
	}

	@Override
	public synchronized Optional<Client> client(String id) {
		return Optional.ofNullable(clients.get(id));
	}

	@Override
	public synchronized Optional<Client> clientNamed(String name) {
		return clients.values().stream().filter(c -> SnapshotNames.key(c.name()).equals(SnapshotNames.key(name))).findFirst();
	}

	@Override
	public synchronized void addAgain(Client client) {
		if (clientNamed(client.name()).isPresent() || clients.containsKey(client.id())) {
			throw new CatalogException("There is already a client named " + client.name() + ": choose another name.");
		}
		clients.put(client.id(), client);
	}

	@Override
	public synchronized void save(Client client) {
		if (clientNamed(client.name()).filter(other -> !other.id().equals(client.id())).isPresent()) {
			throw new CatalogException("There is already a client named " + client.name() + ": choose another name.");
		}
		Client before = clients.put(client.id(), client);
		if (before == null || !SnapshotNames.key(before.name()).equals(SnapshotNames.key(client.name()))) {
			tokens.values().stream().map(Stored::token).filter(t -> t.revoked() == null && t.client() != null)
					.filter(t -> SnapshotNames.key(t.client()).equals(SnapshotNames.key(client.name()))).map(Token::id).toList()
					.forEach(id -> tokens.put(id, with(tokens.get(id), tokens.get(id).token().lastUsed(), Instant.now())));
		}
		if (before != null && before.paused() != client.paused()) {
			plans.values().stream().filter(p -> p.clientId().equals(client.id())).forEach(p -> reckonAnew(p.id()));
		}
	}

	@Override
	public synchronized void removeClient(String id) {
		List<String> own = plans.values().stream().filter(p -> p.clientId().equals(id)).map(Plan::id).toList();
		own.forEach(this::requireNoOpenRun);
		own.forEach(this::removePlan);
		clients.remove(id);
	}

	@Override
	public synchronized List<Plan> plans() {
		return plans.values().stream().sorted(Comparator.comparing((Plan p) -> SnapshotNames.key(clients.get(p.clientId()).name()))
				.thenComparing(p -> SnapshotNames.key(p.name())).thenComparing(Plan::name)).toList();
	}

	@Override
	public synchronized Optional<Plan> plan(String id) {
		return Optional.ofNullable(plans.get(id));
	}

	@Override
	public synchronized void save(Plan plan) {
		if (!clients.containsKey(plan.clientId())) {
			throw new CatalogException("The plan " + plan.name() + " is of a client that does not exist: " + plan.clientId() + ".");
		}
		if (plans.values().stream().anyMatch(p -> p.clientId().equals(plan.clientId()) && p.name().equals(plan.name()) && !p.id().equals(plan.id()))) {
			throw new CatalogException("The client has already a plan named " + plan.name() + ": choose another name.");
		}
		Plan before = plans.put(plan.id(), plan);
		if (before == null) {
			removedPlans.remove(plan.id());
			dues.put(plan.id(), Due.unknown(plan.id()));
		} else if (!before.timing().equals(plan.timing()) || before.paused() != plan.paused()) {
			reckonAnew(plan.id());
		}
	}

	@Override
	public synchronized boolean change(Plan before, Plan after) {
		if (!before.equals(plans.get(after.id()))) {
			return false;
		}
		save(after);
		return true;
	}

	private void reckonAnew(String subject) {
		Due old = dues.get(subject);
		dues.put(subject, new Due(subject, old.moment(), Instant.EPOCH, old.waiting(), old.since(), old.attempt(), old.previous(), old.owed(), old.version() + 1));
	}

	@Override
	public synchronized void removePlan(String id) {
		if (!plans.containsKey(id)) {
			return;
		}
		requireNoOpenRun(id);
		plans.remove(id);
		removedPlans.add(id);
		dues.remove(id);
		secrets.remove(id);
		ended.remove(id);
		backedUp.remove(id);
		complete.remove(id);
		runs.replaceAll((_, run) -> id.equals(run.planId()) ? withoutPlan(run) : run);
	}

	private void requireNoOpenRun(String planId) {
		if (open().stream().anyMatch(run -> planId.equals(run.planId()))) {
			throw new CatalogException("A run of the plan " + plans.get(planId).name() + " has not ended: cancel it first, or wait for its end.");
		}
	}

	private static RunRecord withoutPlan(RunRecord run) {
		return new RunRecord(run.id(), run.verb(), null, run.subject(), run.origin(), run.server(), run.state(), run.queued(), run.started(),
				run.finished(), run.snapshotId(), run.files(), run.bytes(), run.bytesStored(), run.problems(), run.message());
	}

	@Override
	public synchronized boolean add(RunRecord run) {
		check();
		if (run.planId() != null && !plans.containsKey(run.planId())) {
			throw new CatalogException("The run " + run.id() + " is of a plan that does not exist: " + run.planId() + ".");
		}
		if (run.verb().equals(RunRecord.BACKUP) && hasOpenBackup(run.planId())) {
			return false;
		}
		runs.put(run.id(), run);
		return true;
	}

	private boolean hasOpenBackup(String planId) {
		return planId != null && open().stream().anyMatch(other -> planId.equals(other.planId()) && other.verb().equals(RunRecord.BACKUP));
	}

	@Override
	public synchronized boolean update(RunRecord run) {
		check();
		return isOpen(run) && runs.put(run.id(), run) != null;
	}

	private boolean isOpen(RunRecord run) {
		RunRecord known = runs.get(run.id());
		return known != null && !known.state().isFinal();
	}

	@Override
	public synchronized boolean end(RunRecord run, Instant again) {
		check();
		if (!isOpen(run)) {
			return false;
		}
		runs.put(run.id(), run);
		Due due = run.planId() == null || !run.verb().equals(RunRecord.BACKUP) ? null : dues.get(run.planId());
		if (run.planId() != null && run.verb().equals(RunRecord.BACKUP)) {
			ended.put(run.planId(), run);
			if (run.isBackedUp()) {
				backedUp.put(run.planId(), run.finished());
			}
			if (run.state() == RunState.SUCCEEDED) {
				complete.put(run.planId(), run.finished());
			}
		}
		if (due != null) {
			if (run.isBackedUp()) {
				due = due.previous() == null ? new Due(due.subject(), due.moment(), due.at(), due.waiting(), due.since(), due.attempt(), null, null, due.version())
						: new Due(due.subject(), due.moment(), Instant.EPOCH, Waiting.SCHEDULE, null, 1, null, null, due.version());
			}
			boolean retry = again != null;
			boolean sooner = retry && (due.at() == null || again.isBefore(due.at()));
			dues.put(due.subject(), new Due(due.subject(), due.moment(), sooner ? again : due.at(), retry ? Waiting.RETRY : due.waiting(),
					retry ? run.finished() : due.since(), retry ? run.origin().attempt() + 1 : due.attempt(), retry ? run.id() : due.previous(), due.owed(),
					due.version() + 1));
		}
		return true;
	}

	@Override
	public synchronized void recall(String planId, Instant backup, Instant whole) {
		if (plans.containsKey(planId)) {
			backedUp.merge(planId, backup, MemoryCatalog::later);
			if (whole != null) {
				complete.merge(planId, whole, MemoryCatalog::later);
			}
		}
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

	@Override
	public synchronized Optional<RunRecord> run(String id) {
		return Optional.ofNullable(runs.get(id));
	}

	@Override
	public synchronized List<RunRecord> runs(RunQuery query) {
		return runs.values().stream().filter(run -> matches(query, run)).sorted(LATEST_FIRST).limit(query.limit()).toList();
	}

	private boolean matches(RunQuery query, RunRecord run) {
		Plan plan = run.planId() == null ? null : plans.get(run.planId());
		return (query.planId() == null || query.planId().equals(run.planId()))
				&& (query.clientId() == null || plan != null && plan.clientId().equals(query.clientId()))
				&& (query.verbs().isEmpty() || query.verbs().contains(run.verb())) && (query.states().isEmpty() || query.states().contains(run.state()))
				&& (query.before() == null || run.queued().isBefore(query.before())
						|| query.beforeId() != null && run.queued().equals(query.before()) && run.id().compareTo(query.beforeId()) < 0);
	}

	@Override
	public synchronized List<RunRecord> open() {
		return runs.values().stream().filter(run -> !run.state().isFinal()).sorted(LATEST_FIRST.reversed()).toList();
	}

	@Override
	public synchronized int removeEndedBefore(Instant time) {
		List<String> old = runs.values().stream().filter(run -> run.state().isFinal() && run.finished().isBefore(time)).map(RunRecord::id).toList();
		old.forEach(runs::remove);
		old.forEach(log::remove);
		return old.size();
	}

	@Override
	public synchronized void append(List<LogLine> lines) {
		for (LogLine line : lines) {
			List<LogLine> all = log.computeIfAbsent(line.runId(), _ -> new ArrayList<>());
			all.add(new LogLine(all.size() + 1L, line.runId(), line.time(), line.level(), line.phase(), line.path(), line.message(), line.cause()));
		}
	}

	@Override
	public synchronized List<LogLine> lines(LogQuery query) {
		String text = query.text().toLowerCase(Locale.ROOT);
		List<LogLine> all = log.getOrDefault(query.runId(), List.of()).stream().filter(line -> line.id() > query.after() && line.level().compareTo(query.level()) >= 0)
				.filter(line -> query.cause().isEmpty() || query.cause().equals(line.cause()))
				.filter(line -> (line.path() + '\n' + line.message() + '\n' + line.cause()).toLowerCase(Locale.ROOT).contains(text)).toList();
		int from = query.last() ? Math.max(0, all.size() - query.limit()) : 0;
		return all.subList(from, Math.min(all.size(), from + query.limit()));
	}

	@Override
	public synchronized List<Cause> causes(String runId) {
		Map<String, List<LogLine>> byCause = log.getOrDefault(runId, List.of()).stream().filter(line -> !line.cause().isEmpty())
				.collect(Collectors.groupingBy(LogLine::cause, LinkedHashMap::new, Collectors.toList()));
		return byCause.entrySet().stream().map(e -> new Cause(e.getKey(), e.getValue().stream().map(LogLine::level).max(Comparator.naturalOrder()).orElseThrow(),
				e.getValue().size(), e.getValue().getFirst().path())).sorted(Comparator.comparingLong(Cause::count).reversed().thenComparing(Cause::cause)).toList();
	}

	@Override
	public synchronized List<Due> upTo(Instant time, int limit) {
		return dues.values().stream().filter(due -> due.at() != null && !due.at().isAfter(time)).sorted(Comparator.comparing(Due::at).thenComparing(Due::subject))
				.limit(limit).toList();
	}

	@Override
	public synchronized Optional<Instant> next() {
		return dues.values().stream().map(Due::at).filter(at -> at != null).min(Comparator.naturalOrder());
	}

	@Override
	public synchronized Optional<Due> of(String subject) {
		return Optional.ofNullable(dues.get(subject));
	}

	@Override
	public synchronized void ensure(String subject) {
		dues.putIfAbsent(subject, Due.unknown(subject));
	}

	@Override
	public synchronized boolean change(Due due) {
		check();
		Due known = dues.get(due.subject());
		if (known == null || known.version() != due.version()) {
			return false;
		}
		dues.put(due.subject(), new Due(due.subject(), due.moment(), due.at(), due.waiting(), due.since(), due.attempt(), due.previous(), due.owed(), due.version() + 1));
		return true;
	}

	@Override
	public synchronized boolean claim(Due due, RunRecord run) {
		return !hasOpenBackup(run.planId()) && change(due) && add(run);
	}

	@Override
	public synchronized List<PlanStatus> plans(PlanQuery query) {
		String text = SnapshotNames.key(query.text());
		return plans().stream().filter(plan -> query.clientId() == null || query.clientId().equals(plan.clientId()))
				.filter(plan -> SnapshotNames.key(plan.name()).contains(text) || SnapshotNames.key(clients.get(plan.clientId()).name()).contains(text))
				.filter(plan -> query.health() == null || query.health() == health(plan, query.owedBefore())).skip(query.offset()).limit(query.limit())
				.map(this::status).toList();
	}

	private PlanStatus status(Plan plan) {
		Client client = clients.get(plan.clientId());
		RunRecord last = ended.get(plan.id());
		Due due = dues.get(plan.id());
		return new PlanStatus(plan.id(), plan.name(), client.id(), client.name(), plan.transport(), plan.timing().schedule(),
				plan.paused() || client.paused(), last == null ? null : last.id(), last == null ? null : last.state(),
				last == null ? null : last.finished(), last == null ? null : last.message(), backedUp.get(plan.id()),
				complete.get(plan.id()), due.at() == null && plan.timing().isByHand() ? null : due);
	}

	private Health health(Plan plan, Instant owedBefore) {
		RunState last = ended.containsKey(plan.id()) ? ended.get(plan.id()).state() : null;
		Instant owed = dues.get(plan.id()).owed();
		if (last == RunState.FAILED || last == RunState.INTERRUPTED) {
			return Health.FAILED;
		}
		if (owed != null && owed.isBefore(owedBefore)) {
			return Health.OVERDUE;
		}
		if (last == RunState.PARTIAL) {
			return Health.PARTIAL;
		}
		return backedUp.containsKey(plan.id()) ? Health.GOOD : Health.NEVER;
	}

	@Override
	public synchronized Map<Health, Integer> totals(Instant owedBefore) {
		return plans.values().stream().collect(Collectors.groupingBy(plan -> health(plan, owedBefore), Collectors.summingInt(_ -> 1)));
	}

	@Override
	public synchronized void put(Collection<Snapshot> added) {
		added.forEach(snapshot -> snapshots.put(snapshot.id(), snapshot));
	}

	/** Removes a chore or a server: none has the other's form. */
	@Override
	public synchronized void remove(String id) {
		if (id.startsWith(":")) {
			dues.remove(id);
		} else {
			servers.remove(id);
		}
	}

	@Override
	public synchronized void remove(Collection<String> ids) {
		ids.forEach(snapshots::remove);
	}

	@Override
	public synchronized List<String> ids() {
		return List.copyOf(snapshots.keySet());
	}

	@Override
	public synchronized Optional<Snapshot> snapshot(String id) {
		return Optional.ofNullable(snapshots.get(id));
	}

	@Override
	public synchronized List<Snapshot> beginning(String id, String client, int limit) {
		return snapshots(client, null, 0, Integer.MAX_VALUE).stream().filter(s -> s.id().startsWith(id)).limit(limit).toList();
	}

	@Override
	public synchronized List<Snapshot> snapshots(String client, String plan, int offset, int limit) {
		return snapshots.values().stream().filter(s -> (client == null || SnapshotNames.key(s.client()).equals(SnapshotNames.key(client)))
				&& (plan == null || SnapshotNames.key(s.plan()).equals(SnapshotNames.key(plan))))
				.sorted(Comparator.comparing(Snapshot::started).thenComparing(Snapshot::id).reversed()).skip(offset).limit(limit).toList();
	}

	@Override
	public synchronized void set(String owner, String name, String value) {
		if (value != null && removedPlans.contains(owner)) {
			throw new CatalogException("The secret " + name + " is of a plan that has been removed: " + owner + ".");
		}
		Map<String, String> own = secrets.computeIfAbsent(owner, _ -> new TreeMap<>());
		if (value == null) {
			own.remove(name);
		} else {
			own.put(name, value);
		}
	}

	@Override
	public synchronized Set<String> names(String owner) {
		return Set.copyOf(read(owner).keySet());
	}

	@Override
	public synchronized Map<String, String> read(String owner) {
		return Map.copyOf(secrets.getOrDefault(owner, Map.of()));
	}

	@Override
	public String self() {
		return self;
	}

	@Override
	public synchronized void beat() {
		servers.merge(self, new Server(self, self, 1), (old, _) -> new Server(self, self, old.beat() + 1));
	}

	@Override
	public synchronized List<Server> all() {
		return List.copyOf(servers.values());
	}

	@Override
	public synchronized Optional<String> get(String name) {
		return Optional.ofNullable(settings.get(name));
	}

	@Override
	public synchronized Map<String, String> all(String prefix) {
		return settings.entrySet().stream().filter(e -> e.getKey().startsWith(prefix)).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
	}

	@Override
	public synchronized void set(String name, String value) {
		if (value == null) {
			settings.remove(name);
		} else {
			settings.put(name, value);
		}
	}

	@Override
	public synchronized boolean replace(String name, String expected, String value) {
		if (!Objects.equals(settings.get(name), expected)) {
			return false;
		}
		set(name, value);
		return true;
	}

	@Override
	public synchronized void add(Stored added) {
		check();
		String key = SnapshotNames.key(added.token().name());
		if (tokens.values().stream().map(Stored::token).anyMatch(t -> t.revoked() == null && SnapshotNames.key(t.name()).equals(key))) {
			throw new CatalogException("There is already a token named " + added.token().name() + ": revoke it first, or choose another name.");
		}
		tokens.put(added.token().id(), added);
	}

	@Override
	public synchronized Optional<Stored> find(String id) {
		check();
		return Optional.ofNullable(tokens.get(id));
	}

	@Override
	public synchronized List<Token> tokens() {
		check();
		return tokens.values().stream().map(Stored::token)
				.sorted(Comparator.comparing((Token t) -> SnapshotNames.key(t.name())).thenComparing(Token::created).thenComparing(Token::id)).toList();
	}

	@Override
	public synchronized void used(String id, Instant when) {
		check();
		tokens.computeIfPresent(id, (_, s) -> s.token().lastUsed() != null && !s.token().lastUsed().isBefore(when) ? s
				: with(s, when, s.token().revoked()));
	}

	@Override
	public synchronized boolean revoke(String id, Instant when) {
		check();
		Stored known = tokens.get(id);
		return known != null && known.token().revoked() == null && tokens.put(id, with(known, known.token().lastUsed(), when)) != null;
	}

	private static Stored with(Stored s, Instant lastUsed, Instant revoked) {
		Token t = s.token();
		return new Stored(new Token(t.id(), t.name(), t.role(), t.client(), t.created(), t.expires(), lastUsed, revoked), s.hash());
	}

	@Override
	public synchronized void add(AuditEntry entry) {
		check();
		long id = audit.isEmpty() ? 1 : audit.getLast().id() + 1;
		audit.add(new AuditEntry(id, entry.time(), entry.who(), entry.address(), entry.action(), entry.details(), entry.result()));
	}

	@Override
	public synchronized List<AuditEntry> entries(AuditQuery query) {
		check();
		return audit.reversed().stream().filter(e -> query.who() == null || e.who().equals(query.who()))
				.filter(e -> query.action() == null || e.action().startsWith(query.action()))
				.filter(e -> query.since() == null || !e.time().isBefore(query.since())).filter(e -> query.before() == 0 || e.id() < query.before())
				.limit(query.limit()).toList();
	}

	@Override
	public synchronized int removeBefore(Instant time) {
		check();
		int before = audit.size();
		audit.removeIf(e -> e.time().isBefore(time));
		return before - audit.size();
	}
}
