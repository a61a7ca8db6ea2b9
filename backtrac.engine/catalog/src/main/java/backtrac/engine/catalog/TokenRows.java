package backtrac.engine.catalog;

import java.sql.SQLException;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.store.SnapshotNames;

/** The table of tokens, as far as other tables' changes touch it. */
final class TokenRows {

	private static final Logger log = LoggerFactory.getLogger(TokenRows.class);

	private TokenRows() {
	}

	private record Row(String id, String name, String client) {
	}

	/** Revokes the tokens for a client's name, which is another client's from now on. */
	static void revokeOfClient(Sql sql, String clientKey) throws SQLException {
		List<Row> good = sql.all(row -> new Row(row.getString("id"), row.getString("name"), row.getString("client")),
				"SELECT id, name, client FROM tokens WHERE client IS NOT NULL AND revoked IS NULL");
		for (Row row : good) {
			if (SnapshotNames.key(row.client()).equals(clientKey)) {
				sql.update("UPDATE tokens SET revoked = ?, active_key = NULL WHERE id = ?", System.currentTimeMillis(), row.id());
				log.info("The token {} is revoked: it was for another client with the name {}", row.name(), row.client());
			}
		}
	}
}
