package backtrac.xmlrpc.handler.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.xmlrpc.handler.FakeRepository;
import backtrac.xmlrpc.handler.FakeRunner;
import backtrac.xmlrpc.handler.FakeScheduler;

class ServerTroublesTest {

	private final ServerTroubles troubles = new ServerTroubles();

	@Test
	void namesWhatIsMissingAndNotWhatFollowsFromIt() {
		assertEquals(List.of(ServerTroubles.NO_REPOSITORY, ServerTroubles.NO_CATALOG), troubles.now());
		troubles.repository = new FakeRepository(Path.of("/repo"));
		assertEquals(List.of(ServerTroubles.NO_CATALOG), troubles.now());
		troubles.settings = new MemoryCatalog();
		assertEquals(List.of(ServerTroubles.NO_RUNNER, ServerTroubles.NO_SCHEDULER), troubles.now());
		troubles.runner = new FakeRunner();
		troubles.scheduler = new FakeScheduler();
		assertEquals(List.of(), troubles.now());
	}

	@Test
	void aCatalogThatIsThereMayBeOfNoUse() {
		troubles.repository = new FakeRepository(Path.of("/repo"));
		troubles.settings = new MemoryCatalog() {
			@Override
			public synchronized Optional<String> get(String name) {
				throw new CatalogException("its database cannot be reached");
			}
		};
		assertEquals(List.of("the catalog cannot be used: its database cannot be reached"), troubles.now());
	}
}
