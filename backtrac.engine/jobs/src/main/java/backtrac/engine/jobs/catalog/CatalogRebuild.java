package backtrac.engine.jobs.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.Settings;
import backtrac.api.store.Repository;
import backtrac.engine.jobs.report.Quantities;

/**
 * Makes the clients and plans that the catalog lacks from what the repository's snapshots say of theirs, tells it when these were backed up,
 * and has it list all snapshots.
 * What the catalog has stays as it is. A plan comes back as it was when its last snapshot was taken; paused, if the catalog is not new,
 * because then somebody may have removed it. One of which no snapshot says how it was comes back paused and by hand.
 *
 * <p>
 * Once done it changes nothing if it is done again. If it is cut off, or two servers do it at once, the same comes of it: all ids are
 * those that were, or made of names.
 */
@Component(service = CatalogRebuild.class)
public final class CatalogRebuild {

	/** The setting with the id of the repository that the catalog knows. */
	private static final String KNOWN = "catalog.repository";
	private static final String LOCAL = "local";
	private static final String PATH = "path";

	private final Repository repository;
	private final Catalog catalog;
	private final RunHistory history;
	private final Settings settings;
	private final IndexKeeper index;

	/**
	 * What was done.
	 *
	 * @param clients how many clients were made
	 * @param plans   how many plans were made
	 * @param index   what was done to the list of snapshots
	 * @param remarks what people should know of plans that came back, a sentence each
	 */
	public record Report(int clients, int plans, IndexKeeper.Change index, List<String> remarks) {

		/** It in a clause for people. */
		public String sentence() {
			String made = clients == 0 && plans == 0 ? "" : "made " + Quantities.count(clients, "client") + " and " + Quantities.count(plans, "plan") + " again; ";
			String changed = index.written() == 0 && index.removed() == 0 ? ""
					: ", " + Quantities.count(index.written()) + " of them new or changed, " + Quantities.count(index.removed()) + " gone";
			return made + "the catalog lists " + Quantities.count(index.listed(), "snapshot") + changed;
		}
	}

	@Activate
	public CatalogRebuild(@Reference Repository repository, @Reference Catalog catalog, @Reference RunHistory history, @Reference Settings settings, @Reference IndexKeeper index) {
		this.repository = repository;
		this.catalog = catalog;
		this.history = history;
		this.settings = settings;
		this.index = index;
	}

	/** Whether the catalog is new, or has no client and the repository is another than before: its plans are to be looked for. */
	boolean isDue() {
		Optional<String> known = settings.get(KNOWN);
		return known.isEmpty() || !known.get().equals(repository.info().id()) && catalog.clients().isEmpty();
	}

	/**
	 * Does it.
	 *
	 * @throws CatalogException     if the catalog fails
	 * @throws InterruptedException if the thread was interrupted; the next time goes on then
	 */
	public Report run() throws IOException, InterruptedException {
		boolean isNew = isDue();
		CatalogContents contents = new CatalogContents(catalog);
		int clients = contents.clientCount();
		int plans = 0;
		List<String> remarks = new ArrayList<>();
		for (LostPlan lost : LostPlan.of(repository.snapshots())) {
			if (Thread.interrupted()) {
				throw new InterruptedException();
			}
			plans += make(lost, contents, isNew, remarks) ? 1 : 0;
			plan(lost, contents).ifPresent(id -> history.recall(id, lost.backup(), lost.complete()));
		}
		IndexKeeper.Change listed = index.refresh();
		settings.set(KNOWN, repository.info().id());
		return new Report(contents.clientCount() - clients, plans, listed, List.copyOf(remarks));
	}

	private static boolean make(LostPlan lost, CatalogContents contents, boolean isNew, List<String> remarks) {
		PlanDefinition known = lost.definition();
		if (known != null && contents.hasPlan(known.plan().id())) {
			return false; // it may have another name by now
		}
		Client client = client(lost, contents);
		if (contents.hasPlan(client, lost.plan())) {
			return false;
		}
		Plan plan = known == null ? byHand(lost, client, contents) : again(known.plan(), client, isNew);
		if (!contents.add(plan)) {
			return false;
		}
		remark(lost, plan, remarks);
		return true;
	}

	/** The id of the plan that snapshots are of: not that of another, which only has their plan's name. */
	private static Optional<String> plan(LostPlan lost, CatalogContents contents) {
		if (lost.definition() != null) {
			return Optional.of(lost.definition().plan().id()).filter(contents::hasPlan);
		}
		return contents.clientNamed(lost.client()).flatMap(client -> contents.planNamed(client, lost.plan()));
	}

	/** The client that a plan is of, which may have another name by now; made if there is none. */
	private static Client client(LostPlan lost, CatalogContents contents) {
		PlanDefinition known = lost.definition();
		Optional<Client> same = known == null ? Optional.empty() : contents.client(known.plan().clientId());
		return same.or(() -> contents.clientNamed(lost.client())).orElseGet(() -> {
			String id = known == null ? freeId(lost.client(), taken -> contents.client(taken).isPresent()) : known.plan().clientId();
			return contents.add(new Client(id, lost.client(), known != null && known.clientPaused()));
		});
	}

	private static Plan again(Plan plan, Client client, boolean isNew) {
		return new Plan(plan.id(), client.id(), plan.name(), plan.transport(), plan.settings(), plan.excludes(), plan.timing(), plan.retention(), plan.paused() || !isNew,
				plan.priority(), plan.retries(), plan.allowEmpty());
	}

	private static Plan byHand(LostPlan lost, Client client, CatalogContents contents) {
		Map<String, String> settings = lost.source() == null ? Map.of() : Map.of(PATH, lost.source());
		return new Plan(freeId(lost.name(), contents::hasPlan), client.id(), lost.plan(), LOCAL, settings, List.of()).withPaused(true);
	}

	/** The same for the same name, unless what was made of that name before has another one since. */
	private static String freeId(String name, Predicate<String> isTaken) {
		String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
		return isTaken.test(id) ? UUID.randomUUID().toString() : id;
	}

	private static void remark(LostPlan lost, Plan plan, List<String> remarks) {
		PlanDefinition known = lost.definition();
		String name = "the plan " + lost.name();
		if (known == null) {
			remarks.add(name + " came back paused and without a schedule, because no snapshot of it says how it was: look at it before it runs");
			return;
		}
		known.lost().forEach(sentence -> remarks.add(name + ": " + sentence));
		if (!known.secrets().isEmpty()) {
			remarks.add(name + " needs its secrets again (" + String.join(", ", known.secrets().stream().sorted().toList())
					+ "), which no repository keeps: it fails until they are set");
		}
		if (plan.paused() && !known.plan().paused()) {
			remarks.add(name + " came back paused, because somebody may have removed it");
		}
	}
}
