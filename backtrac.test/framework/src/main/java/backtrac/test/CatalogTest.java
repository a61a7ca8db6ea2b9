package backtrac.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.test.common.annotation.InjectBundleContext;
import org.osgi.test.junit5.context.BundleContextExtension;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.catalog.Plan;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunOrigin;
import backtrac.api.catalog.RunRecord;
import backtrac.api.catalog.Users;
import backtrac.api.catalog.Users.Check;
import backtrac.api.job.RunState;

@ExtendWith(BundleContextExtension.class)
class CatalogTest {

	private static final String BUNDLE = "backtrac.engine.catalog";

	@InjectBundleContext
	BundleContext context;

	private Services services;
	private Path data;

	@BeforeEach
	void prepare() {
		services = new Services(context);
		data = Path.of(context.getProperty("backtrac.base"), "data");
	}

	private static Client client() {
		String id = UUID.randomUUID().toString();
		return new Client(id, "client " + id);
	}

	private static RunRecord run(String id) {
		return new RunRecord(id, "verify", null, "", RunOrigin.PERSON, "", RunState.QUEUED, Instant.ofEpochMilli(1), null, null, null, 0, 0, 0, 0, null);
	}

	private void save(Client client) throws Exception {
		services.use(Catalog.class, catalog -> {
			catalog.save(client);
			return null;
		});
	}

	private Optional<Client> find(Client client) throws Exception {
		return services.use(Catalog.class, catalog -> catalog.clientNamed(client.name()));
	}

	@Test
	void theCatalogIsThereAndKeepsWhatItIsGiven() throws Exception {
		Client client = client();
		Plan plan = new Plan(UUID.randomUUID().toString(), client.id(), "docs", "local", Map.of("path", "/srv"), List.of("*.tmp"));
		save(client);
		services.use(Catalog.class, catalog -> {
			catalog.save(plan);
			return null;
		});
		assertEquals(Optional.of(client), find(client));
		assertEquals(Optional.of(plan), services.use(Catalog.class, catalog -> catalog.plan(plan.id())));
	}

	@Test
	void allItHasIsInTheServersData() throws Exception {
		save(client());
		assertTrue(Files.exists(data.resolve("catalog/service.properties")));
		assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(data)));
		assertFalse(Files.exists(Path.of("derby.log")));
	}

	@Test
	void theFirstPasswordIsInAFileForItsOwnerOnly() throws Exception {
		services.use(Users.class, users -> {
			Path file = data.resolve("first-password");
			assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
			assertEquals(Check.MUST_CHANGE, users.check(Users.ADMIN, Files.readString(file).strip().toCharArray()));
			assertEquals(Check.REFUSED, users.check(Users.ADMIN, "anything else".toCharArray()));
			return null;
		});
	}

	@Test
	void itIsStoppedAndStartedInUse() throws Exception {
		Client client = client();
		save(client);
		Bundle bundle = services.bundle(BUNDLE);
		List<String> stored = new ArrayList<>();
		CountDownLatch busy = new CountDownLatch(10);
		try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
			Future<CatalogException> user = executor.submit(() -> services.use(RunHistory.class, history -> saveUntilItStops(history, stored, busy)));
			assertTrue(busy.await(20, TimeUnit.SECONDS));
			bundle.stop();
			String message = user.get(20, TimeUnit.SECONDS).getMessage();
			assertTrue(message.startsWith("The catalog could not store the run "), message);
			assertFalse(services.isThere(Catalog.class));
			assertFalse(services.isThere(Users.class));
		} finally {
			bundle.start();
		}
		assertEquals(Optional.of(client), find(client));
		for (String id : stored) {
			assertTrue(services.use(RunHistory.class, history -> history.run(id)).isPresent(), id);
		}
	}

	private static CatalogException saveUntilItStops(RunHistory history, List<String> stored, CountDownLatch busy) {
		while (true) {
			String id = UUID.randomUUID().toString();
			try {
				history.add(run(id));
			} catch (CatalogException e) {
				return e;
			}
			stored.add(id);
			busy.countDown();
		}
	}

	@Test
	void theDriverIsStoppedAndStarted() throws Exception {
		Client client = client();
		save(client);
		Bundle driver = services.bundle("backtrac.libs.derby");
		driver.stop();
		try {
			assertFalse(services.isThere(Catalog.class));
		} finally {
			driver.start();
		}
		assertEquals(Optional.of(client), find(client));
	}

	@Test
	void anotherDatabaseIsChosenInUse() throws Exception {
		Client client = client();
		save(client);
		Configuration configuration = services.use(ConfigurationAdmin.class, admin -> admin.getConfiguration("backtrac.catalog", "?"));
		try {
			configuration.update(new Hashtable<>(Map.of("database", "memory:other")));
			Await.until(() -> find(client).isEmpty(), () -> "the first database is still used");
			configuration.update(new Hashtable<>(Map.of("database", "postgresql://127.0.0.1:1/none")));
			Await.until(() -> !services.isThere(Catalog.class), () -> "there is a catalog, but no PostgreSQL");
		} finally {
			configuration.delete();
		}
		Await.until(() -> find(client).isPresent(), () -> "the first database is not used again");
	}

	@Test
	void updatesLeaveNothingBehind() throws Exception {
		assertNothingLeftBy(BUNDLE, 20);
	}

	@Test
	void updatesOfTheDriverLeaveNothingBehind() throws Exception {
		assertNothingLeftBy("backtrac.libs.derby", 5);
	}

	private void assertNothingLeftBy(String bundle, int updates) throws Exception {
		Client client = client();
		save(client);
		Updates.leaveNothing(services, bundle, updates, () -> {
			assertEquals(Optional.of(client), find(client));
			return client;
		});
	}
}
