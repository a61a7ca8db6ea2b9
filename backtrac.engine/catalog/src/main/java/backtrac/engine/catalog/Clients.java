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

	/** Adds or changes one. Answers the names of the tokens that are revoked with it. */
	static List<String> save(Sql sql, Client client) throws SQLException {
		String name = freeName(sql, client);
		String key = SnapshotNames.key(name);
		Optional<Client> before = withId(sql, client.id());
		boolean isOther = before.isEmpty() || !SnapshotNames.key(before.get().name()).equals(key);
		List<String> revoked = isOther ? TokenRows.revokeOfClient(sql, key) : List.of();
		if (before.isEmpty()) {
			add(sql, client);
		} else {
			update(sql, before.get(), client);
		}
		return revoked;
	}

	static void add(Sql sql, Client client) throws SQLException {
		String name = freeName(sql, client);
		if (withId(sql, client.id()).isPresent()) {
			throw new CatalogException("There is already a client with the id " + client.id() + ".");
		}
		sql.update("INSERT INTO clients (id, name, name_key, paused) VALUES (?, ?, ?, ?)", client.id(), name, SnapshotNames.key(name), client.paused());
	}

	private static String freeName(Sql sql, Client client) throws SQLException {
		String name = Names.checked("client", client.name());
		Optional<Client> other = named(sql, name).filter(found -> !found.id().equals(client.id()));
		if (other.isPresent()) {
			throw new CatalogException("There is already a client named " + other.get().name() + ": choose another name.");
		}
		return name;
	}

	private static void update(Sql sql, Client before, Client client) throws SQLException {
		String name = Names.checked("client", client.name());
		sql.update("UPDATE clients SET name = ?, name_key = ?, paused = ? WHERE id = ?", name, SnapshotNames.key(name), client.paused(), client.id());
		if (!before.name().equals(name)) {
			PlanStates.rename(sql, client);
		}
		if (before.paused() != client.paused()) {
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
