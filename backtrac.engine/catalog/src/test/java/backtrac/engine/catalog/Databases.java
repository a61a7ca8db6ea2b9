package backtrac.engine.catalog;

import java.nio.file.Path;
import java.util.UUID;

import javax.sql.DataSource;

import org.apache.derby.jdbc.EmbeddedDataSource;
import org.ops4j.pax.jdbc.derby.impl.DerbyDataSourceFactory;

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

	static DataSource source(String name) {
		EmbeddedDataSource source = new EmbeddedDataSource();
		source.setDatabaseName(name);
		return source;
	}
}
