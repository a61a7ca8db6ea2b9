package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.access.Role;
import backtrac.api.access.Token;
import backtrac.api.access.Tokens;
import backtrac.api.catalog.CatalogException;
import backtrac.api.store.SnapshotNames;

/** The tokens in a database. */
@Component
public final class SqlTokens implements Tokens {

	private static final String SELECT = "SELECT id, name, grants, client, hash, created, expires, last_used, revoked FROM tokens ";

	private final Database database;

	@Activate
	public SqlTokens(@Reference Database database) {
		this.database = database;
	}

	@Override
	public void add(Stored added) {
		Token token = added.token();
		String key = SnapshotNames.key(Names.checked("token", token.name()));
		database.write("store the token " + token.name(), sql -> {
			if (sql.exists("SELECT id FROM tokens WHERE active_key = ?", key)) {
				throw new CatalogException("There is already a token named " + token.name() + ": revoke it first, or choose another name.");
			}
			return sql.update(
					"INSERT INTO tokens (id, name, name_key, active_key, grants, client, hash, created, expires, last_used, revoked)"
							+ " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
					token.id(), token.name(), key, token.revoked() == null ? key : null, token.role().name(), token.client(),
					HexFormat.of().formatHex(added.hash()), Columns.millis(token.created()), Columns.millis(token.expires()),
					Columns.millis(token.lastUsed()), Columns.millis(token.revoked()));
		});
	}

	@Override
	public Optional<Stored> find(String id) {
		return database.read("find a token", sql -> sql.first(row -> new Stored(read(row), HexFormat.of().parseHex(row.getString("hash"))),
				SELECT + "WHERE id = ?", id));
	}

	@Override
	public List<Token> tokens() {
		return database.read("list the tokens", sql -> sql.all(SqlTokens::read, SELECT + "ORDER BY name_key, created, id"));
	}

	@Override
	public void used(String id, Instant when) {
		database.write("store when a token was used", sql -> sql.update("UPDATE tokens SET last_used = ? WHERE id = ? AND (last_used IS NULL OR last_used < ?)",
				Columns.millis(when), id, Columns.millis(when)));
	}

	@Override
	public boolean revoke(String id, Instant when) {
		return database.write("revoke a token",
				sql -> sql.update("UPDATE tokens SET revoked = ?, active_key = NULL WHERE id = ? AND revoked IS NULL", Columns.millis(when), id) > 0);
	}

	private static Token read(ResultSet row) throws SQLException {
		return new Token(row.getString("id"), row.getString("name"), Role.valueOf(row.getString("grants")), row.getString("client"),
				Columns.instant(row, "created"), Columns.instant(row, "expires"), Columns.instant(row, "last_used"), Columns.instant(row, "revoked"));
	}
}
