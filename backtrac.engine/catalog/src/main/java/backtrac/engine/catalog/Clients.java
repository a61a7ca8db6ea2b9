package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Client;
import backtrac.api.store.SnapshotNames;

/** The table of clients. */
final class Clients {

	private static final String SELECT = "SELECT id, name FROM clients ";

	private Clients() {
	}

	static List<Client> all(Sql sql) throws SQLException {
		return sql.all(Clients::read, SELECT + "ORDER BY name_key");
	}

	static Optional<Client> named(Sql sql, String name) throws SQLException {
		return sql.first(Clients::read, SELECT + "WHERE name_key = ?", SnapshotNames.key(name));
	}

	static int save(Sql sql, Client client) throws SQLException {
		String name = Names.checked("client", client.name());
		Optional<Client> other = named(sql, name).filter(found -> !found.id().equals(client.id()));
		if (other.isPresent()) {
			throw new CatalogException("There is already a client named " + other.get().name() + ": choose another name.");
		}
		String key = SnapshotNames.key(name);
		int changed = sql.update("UPDATE clients SET name = ?, name_key = ? WHERE id = ?", name, key, client.id());
		return changed > 0 ? changed
				: sql.update("INSERT INTO clients (id, name, name_key) VALUES (?, ?, ?)", client.id(), name, key);
	}

	private static Client read(ResultSet row) throws SQLException {
		return new Client(row.getString("id"), row.getString("name"));
	}
}
