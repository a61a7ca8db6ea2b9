package backtrac.xmlrpc.handler.plan;

import static backtrac.xmlrpc.handler.Faults.assertFault;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.api.job.RunState;
import backtrac.xmlrpc.handler.FakeScheduler;
import backtrac.xmlrpc.remote.ClientInfo;
import backtrac.xmlrpc.remote.Fault;

class ClientHandlerTest {

	private final MemoryCatalog catalog = new MemoryCatalog();
	private final FakeScheduler scheduler = new FakeScheduler();
	private final ClientHandler handler = new ClientHandler(catalog, catalog, scheduler);

	@Test
	void listsPages() {
		String nas = handler.save("", "NAS");
		String desk = handler.save(null, "desk");
		String door = handler.save("", "door");

		assertEquals(List.of(new ClientInfo(desk, "desk", false), new ClientInfo(door, "door", false), new ClientInfo(nas, "NAS", false)),
				handler.list("", 0, 10));
		assertEquals(List.of(new ClientInfo(nas, "NAS", false)), handler.list("na", 0, 10));
		assertEquals(List.of(new ClientInfo(door, "door", false)), handler.list(null, 1, 1));
		assertFault(Fault.BAD_PARAMETERS, "offset", () -> handler.list("", -1, 1));
		assertFault(Fault.BAD_PARAMETERS, "limit must be from 1 to 10000, not 0", () -> handler.list("", 0, 0));
	}

	@Test
	void aNameIsOfOneClient() {
		String nas = handler.save("", "nas");
		handler.save("", "desk");

		assertFault(Fault.REFUSED, "a client named nas already", () -> handler.save("", "NAS"));
		assertFault(Fault.REFUSED, "a client named desk already", () -> handler.save("nas", "desk"));
		assertFault(Fault.BAD_PARAMETERS, "the name of the client must not hold a slash", () -> handler.save("", "a/b"));
		assertFault(Fault.NOT_FOUND, "there is no client 'none'", () -> handler.save("none", "x"));
		assertEquals(nas, handler.save("nas", "NAS"), "another spelling of its own name");
		assertEquals(nas, handler.save(nas, "store"));
		assertEquals("store", catalog.client(nas).orElseThrow().name());
	}

	@Test
	void pausesAndResumes() {
		String id = handler.save("", "nas");

		handler.pause("nas");
		assertTrue(catalog.client(id).orElseThrow().paused());
		handler.save(id, "store");
		assertTrue(catalog.client(id).orElseThrow().paused(), "a new name ends no pause");
		handler.resume(id);
		assertEquals(false, catalog.client(id).orElseThrow().paused());
		assertEquals(2, scheduler.wakes());
		assertFault(Fault.NOT_FOUND, "'nas'", () -> handler.pause("nas"));
		assertFault(Fault.BAD_PARAMETERS, "missing", () -> handler.pause(""));
	}

	@Test
	void removesWithItsPlansUnlessARunGoesOn() {
		String id = handler.save("", "nas");
		catalog.save(new Plan("p", id, "plan", "local", Map.of(), List.of()));
		RunRecord run = new RunRecord("r", "backup", "p", "", RunOrigin.PERSON, "", RunState.RUNNING, Instant.EPOCH, Instant.EPOCH, null, null, 0, 0, 0, 0, null);
		catalog.add(run);

		assertFault(Fault.REFUSED, "the run r", () -> handler.remove("nas"));
		catalog.end(new RunRecord("r", "backup", "p", "", RunOrigin.PERSON, "", RunState.SUCCEEDED, Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, null, 0, 0, 0, 0, ""), null);
		handler.remove("nas");
		assertEquals(List.of(), catalog.clients());
		assertEquals(List.of(), catalog.plans());
	}
}
