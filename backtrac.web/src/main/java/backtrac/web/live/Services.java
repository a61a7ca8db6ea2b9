package backtrac.web.live;

import java.util.Arrays;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import backtrac.api.access.AuditLog;
import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunLog;
import backtrac.api.catalog.Servers;
import backtrac.api.catalog.Settings;
import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.catalog.Users;
import backtrac.api.job.JobRunner;
import backtrac.api.schedule.Scheduler;
import backtrac.api.store.Repository;

/**
 * The services that the pages show, each for as long as it is there: one that is missing is something to show, too. Ask
 * anew for each use and keep none.
 */
@Component(service = Services.class)
public final class Services {

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile Catalog catalog;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile PlanOverview plans;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile RunHistory history;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile RunLog log;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile SnapshotIndex snapshots;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile Settings settings;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile Servers servers;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile Scheduler scheduler;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile JobRunner jobs;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile Repository repository;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile Users users;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	private volatile AuditLog audit;

	@Activate
	public Services() {
		// public for Declarative Services
	}

	public Optional<Catalog> catalog() {
		return Optional.ofNullable(catalog);
	}

	public Optional<PlanOverview> plans() {
		return Optional.ofNullable(plans);
	}

	public Optional<RunHistory> history() {
		return Optional.ofNullable(history);
	}

	public Optional<RunLog> log() {
		return Optional.ofNullable(log);
	}

	public Optional<SnapshotIndex> snapshots() {
		return Optional.ofNullable(snapshots);
	}

	public Optional<Settings> settings() {
		return Optional.ofNullable(settings);
	}

	public Optional<Servers> servers() {
		return Optional.ofNullable(servers);
	}

	public Optional<Scheduler> scheduler() {
		return Optional.ofNullable(scheduler);
	}

	public Optional<JobRunner> jobs() {
		return Optional.ofNullable(jobs);
	}

	public Optional<Repository> repository() {
		return Optional.ofNullable(repository);
	}

	public Optional<Users> users() {
		return Optional.ofNullable(users);
	}

	public Optional<AuditLog> audit() {
		return Optional.ofNullable(audit);
	}

	/** A number that changes, most likely, when one of them comes or goes: what they say has to be asked for again then. */
	int presence() {
		Object[] all = { catalog, plans, history, log, snapshots, settings, servers, scheduler, jobs, repository };
		return Arrays.hashCode(Arrays.stream(all).mapToInt(System::identityHashCode).toArray());
	}
}
