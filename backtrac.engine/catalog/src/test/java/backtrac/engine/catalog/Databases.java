package backtrac.engine.catalog;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.UUID;

import javax.sql.DataSource;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.ops4j.pax.jdbc.derby.impl.DerbyDataSourceFactory;
import org.postgresql.osgi.PGDataSourceFactory;

/** Opens databases for tests, as the component does. */
final class Databases {

	private Databases() {
	}

	static DerbyDatabase inMemory() {
		return open("memory:" + UUID.randomUUID());
	}

	static DerbyDatabase onDisk(Path folder) {
		return open(folder.toString());
	}

	private static DerbyDatabase open(String name) {
		return open(name, Schema.current());
	}

	static DerbyDatabase open(String name, Schema schema) {
		return new DerbyDatabase(name, new DerbyDataSourceFactory(), schema);
	}

	/** In a new database of the shared server. */
	static PostgresDatabase postgres() {
		try {
			return postgres(PostgresServer.shared().newDatabase());
		} catch (SQLException e) {
			throw new AssertionError(e);
		}
	}

	static PostgresDatabase postgres(String place) {
		return new PostgresDatabase(place, PostgresServer.USER, PostgresServer.PASSWORD, new PGDataSourceFactory(), Schema.current());
	}

	static DataSource source(String name) {
		EmbeddedDataSource source = new EmbeddedDataSource();
		source.setDatabaseName(name);
		return source;
	}
}
