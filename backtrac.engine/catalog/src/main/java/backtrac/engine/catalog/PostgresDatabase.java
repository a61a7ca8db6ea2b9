package backtrac.engine.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.osgi.service.jdbc.DataSourceFactory;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import backtrac.api.catalog.CatalogException;

/**
 * The catalog's database in PostgreSQL. Several servers may use it at once: each change is a statement that tells by its count
 * whether it has come too late, or waits for the row that another one holds; so READ COMMITTED suffices.
 */
final class PostgresDatabase implements Database, AutoCloseable {

	private static final int CONNECTIONS = 10;
	/** Whoever asks is told after so long that the server cannot be reached. */
	private static final int REACH_SECONDS = 5;
	/** No answer for so long: the other side is gone without a word. */
	private static final int ANSWER_SECONDS = 120;
	private static final int STOP_SECONDS = 2;

	/** Any number, but always the same: two servers must not bring the database to a new form at once. */
	private static final String ALONE = "SELECT pg_advisory_xact_lock(7104255170)";

	private final HikariDataSource pool;
	private final Transactions transactions;

	/**
	 * Opens it.
	 *
	 * @param place {@code postgresql://HOST:PORT/NAME}, perhaps with the driver's parameters behind a question mark
	 * @throws CatalogException if it cannot be opened at present; the message says what to do
	 */
	PostgresDatabase(String place, String user, String password, DataSourceFactory factory, Schema schema) {
		pool = pool(reach(place, user, password, factory));
		transactions = new Transactions(pool);
		try {
			schema.migrate(transactions, ALONE);
		} catch (RuntimeException e) {
			close();
			throw e;
		}
	}

	@Override
	public <T> T write(String what, Work<T> work) {
		return transactions.write(what, work);
	}

	@Override
	public <T> T read(String what, Work<T> work) {
		return transactions.read(what, work);
	}

	@Override
	public void close() {
		transactions.close(STOP_SECONDS, TimeUnit.SECONDS);
		pool.close();
	}

	private static DataSource reach(String place, String user, String password, DataSourceFactory factory) {
		Properties properties = new Properties();
		properties.setProperty(DataSourceFactory.JDBC_URL, "jdbc:" + place);
		properties.setProperty(DataSourceFactory.JDBC_USER, user);
		properties.setProperty(DataSourceFactory.JDBC_PASSWORD, password);
		properties.setProperty("ApplicationName", "BackTrac");
		properties.setProperty("connectTimeout", String.valueOf(REACH_SECONDS));
		properties.setProperty("socketTimeout", String.valueOf(ANSWER_SECONDS));
		properties.setProperty("tcpKeepAlive", "true");
		try {
			DataSource source = factory.createDataSource(properties);
			try (Connection connection = source.getConnection()) {
				connection.isValid(REACH_SECONDS);
			}
			return source;
		} catch (SQLException e) {
			throw new CatalogException(refusal(place.replaceFirst("\\?.*", ""), user, e), SqlErrors.ofJdkOnly(e));
		}
	}

	private static String refusal(String place, String user, SQLException e) {
		String state = String.valueOf(e.getSQLState());
		if (state.startsWith("28")) {
			return "The catalog's database " + place + " does not let the user " + user
					+ " in: check user and password in etc/backtrac.catalog.cfg. It says: " + e.getMessage();
		}
		if (state.equals("3D000")) {
			return "There is no database " + place + " for the catalog: make it, as PostgreSQL's administrator, with createdb --encoding=UTF8 --owner="
					+ user + " " + place.replaceFirst(".*/", "") + ".";
		}
		if (state.startsWith("08")) {
			return "The catalog's database " + place + " cannot be reached: start PostgreSQL there, or check the setting database in"
					+ " etc/backtrac.catalog.cfg. " + SqlErrors.root(e);
		}
		return "The catalog's database " + place + " cannot be opened: " + e.getMessage();
	}

	private static HikariDataSource pool(DataSource source) {
		HikariConfig config = new HikariConfig();
		config.setPoolName("catalog");
		config.setDataSource(source);
		config.setMaximumPoolSize(CONNECTIONS);
		config.setMinimumIdle(1);
		config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(REACH_SECONDS));
		config.setValidationTimeout(TimeUnit.SECONDS.toMillis(REACH_SECONDS) - 1);
		config.setAutoCommit(false);
		config.setInitializationFailTimeout(-1);
		return new HikariDataSource(config);
	}
}
