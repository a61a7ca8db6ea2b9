package backtrac.xmlrpc.handler.plan;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.remote.ProtectedFolder;

/** Plans of folders of the server's own machine. */
final class FolderPlans {

	private final Catalog catalog;
	private final LocalFolders folders;
	private final String host;

	/** @param host the name of this machine's client */
	FolderPlans(Catalog catalog, LocalFolders folders, String host) {
		this.catalog = catalog;
		this.folders = folders;
		this.host = host;
	}

	/** Finds the plan of a folder, or adds one. Two calls at once could add two. */
	ProtectedFolder protect(String path) {
		Path folder = folders.readable(path);
		Optional<Plan> existing = catalog.plans().stream()
				.filter(plan -> plan.transport().equals(LocalFolders.SCHEME) && folder.toString().equals(plan.settings().get(LocalFolders.PATH)))
				.min(Comparator.comparing(Plan::paused)); // rather one that runs
		if (existing.isPresent()) {
			Plan plan = existing.get();
			return new ProtectedFolder(plan.id(), catalog.client(plan.clientId()).map(Client::name).orElse(host), plan.name(), false);
		}
		Client client = catalog.clientNamed(host).orElseGet(this::newClient);
		Stream<String> taken = catalog.plans().stream().filter(plan -> plan.clientId().equals(client.id())).map(Plan::name);
		Plan plan = new Plan(UUID.randomUUID().toString(), client.id(), SnapshotNames.unique(SnapshotNames.ofFolder(folder), taken.toList()),
				LocalFolders.SCHEME, Map.of(LocalFolders.PATH, folder.toString()), List.of());
		catalog.save(plan);
		return new ProtectedFolder(plan.id(), client.name(), plan.name(), true);
	}

	private Client newClient() {
		Client client = new Client(UUID.randomUUID().toString(), host);
		catalog.save(client);
		return client;
	}
}
