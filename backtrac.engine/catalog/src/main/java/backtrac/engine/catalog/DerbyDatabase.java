package backtrac.engine.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import javax.sql.DataSource;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.jdbc.DataSourceFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;

/**
 * The catalog's database in embedded Derby.
 *
 * <p>
 * It is written by one thread at a time. When Derby takes back the room of deleted entries on a page of an index, another
 * thread may use that room before this is certain; if the process is killed in between, Derby cannot open the database
 * again (DERBY-5258 and DERBY-5284 have made that rarer, but not impossible). For the same reason no column of a busy
 * table that changes is in an index: its changes are deletions there.
 */
@Component(service = Database.class)
public final class DerbyDatabase implements Database {

	private static final Logger log = LoggerFactory.getLogger(DerbyDatabase.class);

	/** Derby's word for a database that has been shut down as asked. */
	private static final String SHUT_DOWN = "08006";
	/** Derby's word for a database that another Java virtual machine has open. */
	private static final String IN_USE = "XSDB6";
	private static final int STOP_SECONDS = 2;

	private final DataSourceFactory factory;
	private final String name;
	private final Transactions transactions;
	private final ReentrantLock writing = new ReentrantLock(true);

	@Activate
	public DerbyDatabase(@Reference(target = DatabaseChoice.DERBY) DatabaseChoice choice,
			@Reference(target = "(osgi.jdbc.driver.class=org.apache.derby.jdbc.EmbeddedDriver)") DataSourceFactory factory) {
		this(choice.place(), factory, Schema.current());
	}

	/** @param name Derby's name of the database: an absolute path or memory:NAME */
	DerbyDatabase(String name, DataSourceFactory factory, Schema schema) {
		if (name.contains(";")) {
			throw new CatalogException("Derby takes no folder with a semicolon in its name: " + name + ".");
		}
		this.factory = factory;
		this.name = name;
		try {
			create();
			transactions = new Transactions(source(name, Map.of()));
		} catch (SQLException e) {
			throw new CatalogException(SqlErrors.hasState(e, IN_USE)
					? "The catalog " + name + " is in use by another process: stop the other server first."
					: "The catalog " + name + " cannot be opened: " + SqlErrors.root(e), SqlErrors.ofJdkOnly(e));
		} catch (IOException e) {
			throw new CatalogException("The catalog " + name + " cannot be made: " + e, e);
		}
		try {
			schema.migrate(transactions, null);
		} catch (RuntimeException e) {
			close();
			throw e;
		}
	}

	@Override
	public <T> T write(String what, Work<T> work) {
		writing.lock();
		try {
			return transactions.write(what, work);
		} finally {
			writing.unlock();
		}
	}

	@Override
	public <T> T read(String what, Work<T> work) {
		return transactions.read(what, work);
	}

	/** Ends Derby's threads and writes all to disk. It would do so too at its next start, only slower. */
	@Deactivate
	void close() {
		transactions.close(STOP_SECONDS, TimeUnit.SECONDS);
		shutDown(name);
	}

	/** Opens the database, and makes it first if there is none. */
	private void create() throws SQLException, IOException {
		Path folder = Path.of(name);
		if (!name.startsWith("memory:") && Files.notExists(folder)) {
			Path unfinished = DerbyFiles.unfinished(folder);
			open(unfinished.toString());
			shutDown(unfinished.toString());
			DerbyFiles.finish(unfinished, folder);
		}
		open(name);
	}

	private void open(String database) throws SQLException {
		Thread thread = Thread.currentThread();
		ClassLoader loader = thread.getContextClassLoader();
		// Derby's threads inherit it and live on, so it must not be that of the bundle which happens to be first
		thread.setContextClassLoader(factory.getClass().getClassLoader());
		try (Connection connection = source(database, Map.of("createDatabase", "create")).getConnection()) {
			Sql sql = new Sql(connection);
			// seconds. Less than Derby's 20 and 60, as a transaction that loses is done again
			sql.update("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.locks.deadlockTimeout', '2')");
			sql.update("CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY('derby.locks.waitTimeout', '10')");
		} finally {
			thread.setContextClassLoader(loader);
		}
	}

	private void shutDown(String database) {
		try {
			source(database, Map.of("shutdownDatabase", "shutdown")).getConnection().close();
			log.warn("Derby did not shut {} down", database);
		} catch (SQLException e) {
			if (!SHUT_DOWN.equals(e.getSQLState())) {
				log.warn("Derby could not shut {} down: {} {}", database, e.getSQLState(), e.getMessage());
			}
		}
	}

	private DataSource source(String database, Map<String, String> options) throws SQLException {
		Properties properties = new Properties();
		properties.setProperty(DataSourceFactory.JDBC_DATABASE_NAME, database);
		properties.putAll(options);
		return factory.createDataSource(properties);
	}
}
