package backtrac.engine.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.osgi.PGDataSourceFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;

class PostgresDatabaseTest {

	private final PostgresServer server = PostgresServer.shared();
	private String place;

	@BeforeEach
	void make() throws SQLException {
		place = server.newDatabase();
	}

	private static PostgresDatabase open(String place, String user, String password, Schema schema) {
		return new PostgresDatabase(place, user, password, new PGDataSourceFactory(), schema);
	}

	private static String refusal(String place, String user, String password, Schema schema) {
		CatalogException e = assertThrows(CatalogException.class, () -> open(place, user, password, schema));
		for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
			assertEquals(SQLException.class, cause.getClass(), "no class of the driver leaves");
		}
		return e.getMessage();
	}

	@Test
	void whatIsStoredIsThereAfterARestart() {
		try (PostgresDatabase database = Databases.postgres(place)) {
			new SqlCatalog(database).save(new Client("1", "web"));
		}
		try (PostgresDatabase database = Databases.postgres(place + "?sslmode=disable")) {
			assertEquals(List.of(new Client("1", "web")), new SqlCatalog(database).clients());
		}
	}

	@Test
	void twoServersThatStartAtOnceMakeItOnce() throws Exception {
		try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
			List<Callable<PostgresDatabase>> all = List.of(() -> Databases.postgres(place), () -> Databases.postgres(place),
					() -> Databases.postgres(place), () -> Databases.postgres(place));
			for (Future<PostgresDatabase> each : executor.invokeAll(all)) {
				try (PostgresDatabase database = each.get()) {
					assertEquals(List.of(), new SqlCatalog(database).clients());
				}
			}
		}
	}

	@Test
	void aWrongPasswordIsToldApart() {
		String message = refusal(place, PostgresServer.USER, "guess", Schema.current());
		assertTrue(message.startsWith("The catalog's database " + place + " does not let the user backtrac in: check user and password in"
				+ " etc/backtrac.catalog.cfg."), message);
	}

	@Test
	void aMissingDatabaseIsToldApart() {
		assertEquals("There is no database " + server.place("missing") + " for the catalog: make it, as PostgreSQL's administrator, with createdb"
				+ " --encoding=UTF8 --owner=backtrac missing.",
				refusal(server.place("missing"), PostgresServer.USER, PostgresServer.PASSWORD, Schema.current()));
	}

	@Test
	void aServerThatIsNotThereIsToldApartAndNothingSecretIsSaid() {
		String message = refusal("postgresql://127.0.0.1:1/backtrac?password=geheim", PostgresServer.USER, PostgresServer.PASSWORD, Schema.current());
		assertTrue(message.startsWith("The catalog's database postgresql://127.0.0.1:1/backtrac cannot be reached: start PostgreSQL there, or check the"
				+ " setting database in etc/backtrac.catalog.cfg. "), message);
	}

	@Test
	void aNewerDatabaseIsRefusedAndAnOlderOneIsBroughtUp() {
		Schema first = new Schema(List.of("CREATE TABLE things (name VARCHAR(10));"));
		Schema second = new Schema(List.of("CREATE TABLE things (name VARCHAR(10));", "INSERT INTO things VALUES ('second');"));
		open(place, PostgresServer.USER, PostgresServer.PASSWORD, first).close();
		open(place, PostgresServer.USER, PostgresServer.PASSWORD, second).close();
		assertTrue(refusal(place, PostgresServer.USER, PostgresServer.PASSWORD, first)
				.startsWith("The catalog's database is of version 2 and this BackTrac knows only versions up to 1: "));
	}

	@Test
	void itWorksAgainWhenTheServerIsBack() throws Exception {
		try (PostgresDatabase database = Databases.postgres(place)) {
			SqlCatalog catalog = new SqlCatalog(database);
			catalog.save(new Client("1", "web"));
			server.stop();
			try {
				CatalogException e = assertThrows(CatalogException.class, catalog::clients);
				assertTrue(e.getMessage().startsWith("The catalog could not list the clients: its database cannot be reached: "), e.getMessage());
			} finally {
				server.start();
			}
			assertEquals(List.of(new Client("1", "web")), catalog.clients());
			server.stop();
			server.start();
			catalog.save(new Client("2", "mail"));
			assertEquals(2, catalog.clients().size(), "also with connections that were lost meanwhile");
		}
	}
}
