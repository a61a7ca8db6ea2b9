package backtrac.xmlrpc.handler.plan;

import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunRecord;
import backtrac.api.schedule.Scheduler;
import backtrac.api.store.SnapshotNames;
import backtrac.xmlrpc.handler.Lookup;
import backtrac.xmlrpc.handler.Wire;
import backtrac.xmlrpc.remote.ClientApi;
import backtrac.xmlrpc.remote.ClientInfo;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.RpcFault;

/** Answers {@code client.…}. */
@Component(property = "xmlrpc.handler=client", immediate = true)
public final class ClientHandler implements ClientApi {

	private static final int LARGEST_PAGE = 10_000;

	private final Catalog catalog;
	private final RunHistory history;
	private final Scheduler scheduler;

	@Activate
	public ClientHandler(@Reference Catalog catalog, @Reference RunHistory history, @Reference Scheduler scheduler) {
		this.catalog = catalog;
		this.history = history;
		this.scheduler = scheduler;
	}

	@Override
	public List<ClientInfo> list(String text, int offset, int limit) {
		String wanted = Wire.orEmpty(text).toLowerCase(Locale.ROOT);
		return catalog.clients().stream().filter(client -> client.name().toLowerCase(Locale.ROOT).contains(wanted)).skip(Wire.offset(offset))
				.limit(Wire.limit(limit, LARGEST_PAGE)).map(client -> new ClientInfo(client.id(), Wire.text(client.name()), client.paused())).toList();
	}

	@Override
	public synchronized String save(String client, String name) {
		SnapshotNames.refusal(name).ifPresent(why -> {
			throw Wire.bad("the name of the client " + why);
		});
		Client before = Wire.isMissing(client) ? new Client(UUID.randomUUID().toString(), name) : Lookup.client(catalog, client);
		catalog.clientNamed(name).filter(other -> !other.id().equals(before.id())).ifPresent(other -> {
			throw new RpcFault(Fault.REFUSED, "there is a client named " + other.name() + " already");
		});
		Wire.refusable(() -> catalog.save(new Client(before.id(), name, before.paused())));
		return before.id();
	}

	@Override
	public void pause(String client) {
		setPaused(client, true);
	}

	@Override
	public void resume(String client) {
		setPaused(client, false);
	}

	private synchronized void setPaused(String client, boolean paused) {
		Client found = Lookup.client(catalog, client);
		Wire.refusable(() -> catalog.save(found.withPaused(paused)));
		scheduler.wake();
	}

	@Override
	public synchronized void remove(String client) {
		Client found = Lookup.client(catalog, client);
		for (RunRecord run : history.open()) {
			if (run.planId() != null && catalog.plan(run.planId()).filter(plan -> plan.clientId().equals(found.id())).isPresent()) {
				throw new RpcFault(Fault.REFUSED, "the run " + run.id() + " of " + run.subject() + " has not ended: cancel it, or wait");
			}
		}
		Wire.refusable(() -> catalog.removeClient(found.id()));
	}
}
