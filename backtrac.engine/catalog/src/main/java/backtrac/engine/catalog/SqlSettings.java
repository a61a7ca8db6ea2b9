package backtrac.engine.catalog;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.Settings;

/** The settings in a database. */
@Component
public final class SqlSettings implements Settings {

	private static final String WITH_NAME = "SELECT content FROM settings WHERE name = ?";

	private final Database database;

	@Activate
	public SqlSettings(@Reference Database database) {
		this.database = database;
	}

	@Override
	public Optional<String> get(String name) {
		return database.read("read the setting " + name, sql -> get(sql, name));
	}

	private static Optional<String> get(Sql sql, String name) throws SQLException {
		return sql.first(row -> row.getString("content"), WITH_NAME, name);
	}

	@Override
	public Map<String, String> all(String prefix) {
		return database.read("read the settings", sql -> {
			Map<String, String> all = new TreeMap<>();
			sql.all(row -> all.put(row.getString("name"), row.getString("content")), "SELECT name, content FROM settings");
			all.keySet().removeIf(name -> !name.startsWith(prefix));
			return all;
		});
	}

	@Override
	public void set(String name, String value) {
		database.write("store the setting " + name, sql -> {
			if (value == null) {
				return sql.update("DELETE FROM settings WHERE name = ?", name);
			}
			int changed = sql.update("UPDATE settings SET content = ? WHERE name = ?", value, name);
			return changed > 0 ? changed : sql.update("INSERT INTO settings (content, name) VALUES (?, ?)", value, name);
		});
	}

	@Override
	public boolean replace(String name, String expected, String value) {
		return database.write("store the setting " + name, sql -> {
			if (expected == null) {
				// if another server is quicker, this is done again and finds its value
				return get(sql, name).isEmpty() && (value == null || sql.update("INSERT INTO settings (name, content) VALUES (?, ?)", name, value) > 0);
			}
			return value == null ? sql.update("DELETE FROM settings WHERE name = ? AND content = ?", name, expected) > 0
					: sql.update("UPDATE settings SET content = ? WHERE name = ? AND content = ?", value, name, expected) > 0;
		});
	}
}
