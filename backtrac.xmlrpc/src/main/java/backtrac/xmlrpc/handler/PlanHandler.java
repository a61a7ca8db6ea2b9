package backtrac.xmlrpc.handler;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.store.Repository;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.PlanApi;
import backtrac.xmlrpc.remote.ProtectedFolder;
import backtrac.xmlrpc.remote.RpcFault;

/** Answers {@code plan.…}. */
@Component(property = "xmlrpc.handler=plan", immediate = true)
public final class PlanHandler implements PlanApi {

	private static final String LOCAL = "local";
	private static final String PATH = "path";

	private final Catalog catalog;
	private final Repository repository;
	private final String host;

	@Activate
	public PlanHandler(@Reference Catalog catalog, @Reference Repository repository) {
		this(catalog, repository, SnapshotNames.ofThisMachine());
	}

	PlanHandler(Catalog catalog, Repository repository, String host) {
		this.catalog = catalog;
		this.repository = repository;
		this.host = host;
	}

	/** One at a time, so that two calls do not make two plans of one folder. */
	@Override
	public synchronized ProtectedFolder protect(String path) {
		Path folder = folder(path);
		Optional<Plan> existing = catalog.plans().stream()
				.filter(plan -> plan.transport().equals(LOCAL) && folder.toString().equals(plan.settings().get(PATH))).findFirst();
		if (existing.isPresent()) {
			Plan plan = existing.get();
			return new ProtectedFolder(plan.id(), clientName(plan), plan.name(), false);
		}
		Client client = catalog.clientNamed(host).orElseGet(this::newClient);
		Stream<String> taken = catalog.plans().stream().filter(plan -> plan.clientId().equals(client.id())).map(Plan::name);
		Plan plan = new Plan(UUID.randomUUID().toString(), client.id(), SnapshotNames.unique(SnapshotNames.ofFolder(folder), taken.toList()), LOCAL,
				Map.of(PATH, folder.toString()), List.of());
		catalog.save(plan);
		return new ProtectedFolder(plan.id(), client.name(), plan.name(), true);
	}

	private Path folder(String path) {
		if (path == null) {
			throw new RpcFault(Fault.BAD_PARAMETERS, "the path of the folder is missing");
		}
		Path folder;
		try {
			folder = Path.of(path);
		} catch (InvalidPathException e) {
			throw new RpcFault(Fault.BAD_PARAMETERS, "not a path: '" + path + "'");
		}
		if (!folder.isAbsolute()) {
			throw new RpcFault(Fault.BAD_PARAMETERS, "the path must be absolute, not '" + path + "'");
		}
		folder = folder.normalize();
		if (!Files.exists(folder)) {
			throw new RpcFault(Fault.NOT_FOUND, "there is no folder " + folder);
		}
		if (!Files.isDirectory(folder)) {
			throw new RpcFault(Fault.NOT_FOUND, "not a folder: " + folder);
		}
		if (!Files.isReadable(folder)) {
			throw new RpcFault(Fault.REFUSED, "the server may not read the folder " + folder);
		}
		if (folder.startsWith(repository.info().location())) {
			throw new RpcFault(Fault.REFUSED, "the folder " + folder + " is in the repository itself");
		}
		return folder;
	}

	private Client newClient() {
		Client client = new Client(UUID.randomUUID().toString(), host);
		catalog.save(client);
		return client;
	}

	private String clientName(Plan plan) {
		return catalog.clients().stream().filter(client -> client.id().equals(plan.clientId())).map(Client::name).findFirst().orElse(host);
	}
}
