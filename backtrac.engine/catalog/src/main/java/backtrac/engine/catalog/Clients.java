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

	private static final String SELECT = "SELECT id, name, paused FROM clients ";

	private Clients() {
	}

	static List<Client> all(Sql sql) throws SQLException {
		return sql.all(Clients::read, SELECT + "ORDER BY name_key");
	}

	static Optional<Client> withId(Sql sql, String id) throws SQLException {
		return sql.first(Clients::read, SELECT + "WHERE id = ?", id);
	}

	static Optional<Client> named(Sql sql, String name) throws SQLException {
		return sql.first(Clients::read, SELECT + "WHERE name_key = ?", SnapshotNames.key(name));
	}

	static void save(Sql sql, Client client) throws SQLException {
		String name = Names.checked("client", client.name());
		Optional<Client> other = named(sql, name).filter(found -> !found.id().equals(client.id()));
		if (other.isPresent()) {
			throw new CatalogException("There is already a client named " + other.get().name() + ": choose another name.");
		}
		String key = SnapshotNames.key(name);
		Optional<Client> before = withId(sql, client.id());
		if (before.isEmpty() || !SnapshotNames.key(before.get().name()).equals(key)) {
			TokenRows.revokeOfClient(sql, key);
		}
		if (before.isEmpty()) {
			sql.update("INSERT INTO clients (id, name, name_key, paused) VALUES (?, ?, ?, ?)", client.id(), name, key, client.paused());
			return;
		}
		sql.update("UPDATE clients SET name = ?, name_key = ?, paused = ? WHERE id = ?", name, key, client.paused(), client.id());
		if (!before.get().name().equals(name)) {
			PlanStates.rename(sql, client);
		}
		if (before.get().paused() != client.paused()) {
			DueRows.resetClient(sql, client.id());
		}
	}

	static void remove(Sql sql, String id) throws SQLException {
		for (String planId : Plans.idsOf(sql, id)) {
			Plans.remove(sql, planId);
		}
		sql.update("DELETE FROM clients WHERE id = ?", id);
	}

	private static Client read(ResultSet row) throws SQLException {
		return new Client(row.getString("id"), row.getString("name"), row.getBoolean("paused"));
	}
}
