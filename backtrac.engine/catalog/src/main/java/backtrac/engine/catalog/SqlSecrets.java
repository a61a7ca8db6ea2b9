package backtrac.engine.catalog;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.crypto.AEADBadTagException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Secrets;

/** Secrets in a database, encrypted. The key is read when it is needed: a repaired file needs no restart. */
@Component
public final class SqlSecrets implements Secrets {

	private static final int LONGEST = 3000;

	private final Database database;
	private final PrivateFile keyFile;

	@Activate
	public SqlSecrets(@Reference Database database, @Reference DatabaseChoice choice) {
		this(database, choice.keyFile());
	}

	SqlSecrets(Database database, Path keyFile) {
		this.database = database;
		this.keyFile = new PrivateFile(keyFile, "the key of the secrets");
	}

	@Override
	public void set(String owner, String name, String value) {
		if (value == null) {
			database.write("remove a secret of " + owner, sql -> sql.update("DELETE FROM secrets WHERE owner_id = ? AND name = ?", owner, name));
			return;
		}
		if (value.length() > LONGEST) {
			throw new CatalogException("The secret " + name + " is too long: at most " + LONGEST + " characters can be kept.");
		}
		database.write("store a secret of " + owner, sql -> {
			// the plan's row is held, so that nobody removes the plan meanwhile
			if (!PlanStates.hold(sql, owner) && PlanStates.isRemoved(sql, owner)) {
				throw new CatalogException("The secret " + name + " is of a plan that has been removed: " + owner + ".");
			}
			String encrypted = key(sql).encrypt(owner, name, value);
			int changed = sql.update("UPDATE secrets SET content = ? WHERE owner_id = ? AND name = ?", encrypted, owner, name);
			return changed > 0 ? changed : sql.update("INSERT INTO secrets (content, owner_id, name) VALUES (?, ?, ?)", encrypted, owner, name);
		});
	}

	@Override
	public Set<String> names(String owner) {
		return Set.copyOf(encrypted(owner).keySet());
	}

	@Override
	public Map<String, String> read(String owner) {
		Map<String, String> encrypted = encrypted(owner);
		if (encrypted.isEmpty()) {
			return Map.of();
		}
		SecretBox box = database.read("read the secrets of " + owner, this::key);
		Map<String, String> clear = new TreeMap<>();
		encrypted.forEach((name, content) -> clear.put(name, decrypt(box, owner, name, content)));
		return Map.copyOf(clear);
	}

	private Map<String, String> encrypted(String owner) {
		return database.read("read the secrets of " + owner, sql -> {
			Map<String, String> all = new TreeMap<>();
			sql.all(row -> all.put(row.getString("name"), row.getString("content")), "SELECT name, content FROM secrets WHERE owner_id = ?", owner);
			return all;
		});
	}

	private String decrypt(SecretBox box, String owner, String name, String content) {
		try {
			return box.decrypt(owner, name, content);
		} catch (AEADBadTagException e) {
			throw new CatalogException("The secret " + name + " of " + owner + " was encrypted with another key than that in " + keyFile.path()
					+ ": put the right key file there, or set the secret again.", e);
		}
	}

	private SecretBox key(Sql sql) throws SQLException {
		if (!keyFile.exists()) {
			if (sql.exists("SELECT name FROM secrets FETCH FIRST 1 ROWS ONLY")) {
				throw new CatalogException("The key of the stored secrets is missing: put the file " + keyFile.path()
						+ " back; if it is lost, remove all secrets, and set them again.");
			}
			keyFile.create(Base64.getEncoder().encodeToString(SecretBox.randomKey()));
		}
		if (keyFile.isOpenToOthers()) {
			throw new CatalogException("The key of the secrets may be read by others: make it private by chmod 600 " + keyFile.path()
					+ ", and set the secrets anew if somebody may have seen it.");
		}
		return new SecretBox(bytes(keyFile.read()));
	}

	private byte[] bytes(String line) {
		try {
			byte[] key = Base64.getDecoder().decode(line);
			if (key.length == SecretBox.KEY_BYTES) {
				return key;
			}
		} catch (IllegalArgumentException e) {
			// its message may hold a part of the key
		}
		throw new CatalogException("The file " + keyFile.path() + " does not hold a key of BackTrac: put the right one there.");
	}
}
