package backtrac.xmlrpc.handler.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import backtrac.api.catalog.Client;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.Plan;
import backtrac.xmlrpc.handler.FakeOverview;
import backtrac.xmlrpc.handler.FakeRepository;
import backtrac.xmlrpc.handler.FakeScheduler;
import backtrac.xmlrpc.remote.Fault;
import backtrac.xmlrpc.remote.ProtectedFolder;
import backtrac.xmlrpc.remote.RpcFault;

class PlanProtectTest {

	@TempDir
	Path folder;

	private final MemoryCatalog catalog = new MemoryCatalog();

	@Test
	void makesClientAndPlanOnce() {
		ProtectedFolder made = handler().protect(folder.toString());

		assertTrue(made.created());
		assertEquals("This-Host", made.client());
		assertEquals(folder.toString().substring(1).replace('/', '-'), made.plan());
		Plan plan = catalog.plan(made.planId()).orElseThrow();
		assertEquals("local", plan.transport());
		assertEquals(Map.of("path", folder.toString()), plan.settings());

		ProtectedFolder found = handler().protect(folder + "/./");
		assertFalse(found.created());
		assertEquals(made.planId(), found.planId());
		assertEquals(made.client(), found.client());
		assertEquals(1, catalog.plans().size());
	}

	@Test
	void takesTheClientThatIsThere() throws Exception {
		catalog.save(new Client("c", "this-host"));
		Files.createDirectories(folder.resolve("a/b"));
		Files.createDirectories(folder.resolve("a-b"));
		Files.createDirectories(folder.resolve("A-b"));
		Files.createDirectories(folder.resolve("smile \ud83d\ude00"));

		assertEquals("this-host", handler().protect(folder + "/a/b").client());
		String name = handler().protect(folder + "/a-b").plan();
		assertTrue(name.endsWith("-a-b-2"), name);
		assertTrue(handler().protect(folder + "/A-b").plan().endsWith("-A-b-3"));
		assertTrue(handler().protect(folder + "/smile \ud83d\ude00").plan().endsWith("-smile \ud83d\ude00"));
		assertEquals(1, catalog.clients().size());
	}

	@Test
	void ratherTakesAPlanThatIsNotPaused() {
		catalog.save(new Client("c", "nas"));
		catalog.save(new Plan("a", "c", "a", "local", Map.of("path", folder.toString()), List.of()).withPaused(true));
		assertEquals("a", handler().protect(folder.toString()).planId());
		catalog.save(new Plan("b", "c", "b", "local", Map.of("path", folder.toString()), List.of()));
		catalog.save(new Plan("c", "c", "c", "local", Map.of("path", folder.toString()), List.of()));
		assertEquals("b", handler().protect(folder.toString()).planId());
	}

	@Test
	void aPlanOfAnotherTransportIsAnother() {
		catalog.save(new Client("c", "nas"));
		catalog.save(new Plan("p", "c", "share", "smb", Map.of("path", folder.toString()), List.of()));

		assertTrue(handler().protect(folder.toString()).created());
	}

	@Test
	void whatIsNoFolderIsRefused() throws Exception {
		Path file = Files.createFile(folder.resolve("file"));
		assertFault(Fault.BAD_PARAMETERS, null);
		assertFault(Fault.BAD_PARAMETERS, "");
		assertFault(Fault.BAD_PARAMETERS, "relative/folder");
		assertFault(Fault.BAD_PARAMETERS, "/nul\0");
		assertFault(Fault.NOT_FOUND, folder + "/missing");
		assertFault(Fault.NOT_FOUND, file.toString());
		assertFault(Fault.REFUSED, Files.createDirectories(folder.resolve("repository/snapshots")).toString());
		assertEquals(List.of(), catalog.clients());
	}

	private PlanHandler handler() {
		return new PlanHandler(catalog, new FakeOverview(catalog), catalog, catalog, new FakeScheduler(), new FakeRepository(folder.resolve("repository")),
				"local"::equals, Clock.systemUTC(), "This-Host");
	}

	private void assertFault(Fault expected, String path) {
		RpcFault fault = assertThrows(RpcFault.class, () -> handler().protect(path));
		assertEquals(expected.code(), fault.code(), fault.getMessage());
	}
}
