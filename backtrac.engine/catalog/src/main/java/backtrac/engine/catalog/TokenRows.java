package backtrac.engine.catalog;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import backtrac.api.store.SnapshotNames;

/** The table of tokens, as far as other tables' changes touch it. */
final class TokenRows {

	private TokenRows() {
	}

	private record Row(String id, String name, String client) {
	}

	/** Revokes the tokens for a client's name, which is another client's from now on. Answers the names of these tokens. */
	static List<String> revokeOfClient(Sql sql, String clientKey) throws SQLException {
		List<Row> good = sql.all(row -> new Row(row.getString("id"), row.getString("name"), row.getString("client")),
				"SELECT id, name, client FROM tokens WHERE client IS NOT NULL AND revoked IS NULL");
		List<String> revoked = new ArrayList<>();
		for (Row row : good) {
			if (SnapshotNames.key(row.client()).equals(clientKey)) {
				sql.update("UPDATE tokens SET revoked = ?, active_key = NULL WHERE id = ?", System.currentTimeMillis(), row.id());
				revoked.add(row.name());
			}
		}
		return revoked;
	}
}
