package backtrac.engine.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;

/**
 * The form of the database: scripts V1.sql, V2.sql … of which each brings it to the next version, in a transaction. A
 * script that has been released is never changed. A statement ends with a semicolon at the end of a line.
 */
final class Schema {

	private static final Logger log = LoggerFactory.getLogger(Schema.class);

	private final List<String> scripts;

	/** @param scripts the first makes version 1 of an empty database, and so on */
	Schema(List<String> scripts) {
		this.scripts = List.copyOf(scripts);
	}

	/** The form that this bundle works with. */
	static Schema current() {
		return upTo(Integer.MAX_VALUE);
	}

	/** A form that earlier ones worked with. */
	static Schema upTo(int version) {
		List<String> scripts = new ArrayList<>();
		for (String script = script(1); script != null && scripts.size() < version; script = script(scripts.size() + 1)) {
			scripts.add(script);
		}
		return new Schema(scripts);
	}

	/** The version that {@link #migrate} leads to. */
	int version() {
		return scripts.size();
	}

	/**
	 * Brings a database to this form.
	 *
	 * @param alone a statement that keeps other servers from doing the same until the end of its transaction; null if there can be none
	 * @throws CatalogException if the database is newer, or a script fails: then the database is as it was before the script
	 */
	void migrate(Database database, String alone) {
		int found = database.read("read the version of its database", Schema::found);
		if (found > version()) {
			throw new CatalogException("The catalog's database is of version " + found + " and this BackTrac knows only versions up to "
					+ version() + ": start the newer BackTrac that wrote it, or put back a copy of the catalog that is older.");
		}
		for (int version = found + 1; version <= version(); version++) {
			migrate(database, version, alone);
		}
	}

	private void migrate(Database database, int version, String alone) {
		String script = scripts.get(version - 1);
		boolean done = database.write("bring its database to version " + version, sql -> {
			if (alone != null) {
				sql.execute(alone);
				if (found(sql) >= version) {
					return false; // another server was quicker
				}
			}
			if (version == 1) {
				sql.execute("CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, applied BIGINT NOT NULL)");
			}
			for (String statement : statements(script)) {
				sql.execute(statement);
			}
			return sql.update("INSERT INTO schema_version (version, applied) VALUES (?, ?)", version, System.currentTimeMillis()) > 0;
		});
		if (done) {
			log.info("The catalog's database is now of version {}", version);
		}
	}

	private static int found(Sql sql) throws SQLException {
		// databases keep names in upper or in lower case
		try (ResultSet tables = sql.connection().getMetaData().getTables(null, sql.connection().getSchema(), "%", null)) {
			while (tables.next()) {
				if (tables.getString("TABLE_NAME").equalsIgnoreCase("schema_version")) {
					return sql.first(row -> row.getInt(1), "SELECT MAX(version) FROM schema_version").orElse(0);
				}
			}
			return 0;
		}
	}

	private static List<String> statements(String script) {
		String withoutComments = script.replaceAll("(?m)^\\s*--.*$", "");
		return Stream.of(withoutComments.split("(?m);\\s*$")).map(String::strip).filter(s -> !s.isEmpty()).toList();
	}

	private static String script(int version) {
		try (InputStream in = Schema.class.getResourceAsStream("V" + version + ".sql")) {
			return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
