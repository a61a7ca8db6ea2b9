package backtrac.engine.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Users;

/** The users in a database. Immediate: the one-time password is to be there when the server has started. */
@Component(immediate = true)
public final class SqlUsers implements Users {

	private static final Logger log = LoggerFactory.getLogger(SqlUsers.class);

	private final Database database;
	private final FirstPassword firstPassword;
	private final int iterations;
	private final PasswordHash nobody;

	@Activate
	public SqlUsers(BundleContext context, @Reference Database database) {
		this(database, new FirstPassword(DataFolder.of(context)), PasswordHash.ITERATIONS);
	}

	SqlUsers(Database database, FirstPassword firstPassword, int iterations) {
		this.database = database;
		this.firstPassword = firstPassword;
		this.iterations = iterations;
		nobody = PasswordHash.ofNothing(iterations);
		ensureAdmin();
	}

	@Override
	public Check check(String name, char[] password) {
		Optional<Known> user = find(name);
		boolean right = user.map(Known::hash).orElse(nobody).matches(password);
		if (!right || user.isEmpty()) {
			return Check.REFUSED;
		}
		return user.get().oneTime() ? Check.MUST_CHANGE : Check.ACCEPTED;
	}

	@Override
	public void setPassword(String name, char[] password) {
		Known user = find(name).orElseThrow(() -> new CatalogException("There is no user named " + name + "."));
		requireLong(password);
		if (user.hash().matches(password)) {
			throw new CatalogException("The new password is the old one: choose another.");
		}
		store(name, PasswordHash.of(password, iterations), false);
		if (name.equals(ADMIN)) {
			firstPassword.delete();
		}
	}

	@Override
	public List<User> users() {
		return database.read("list the users",
				sql -> sql.all(row -> new User(row.getString("name"), row.getBoolean("one_time")), "SELECT name, one_time FROM users ORDER BY name"));
	}

	@Override
	public void add(String name, char[] password) {
		Names.checked("user", name);
		requireLong(password);
		PasswordHash hash = PasswordHash.of(password, iterations);
		database.write("store the user " + name, sql -> {
			if (sql.exists("SELECT name FROM users WHERE name = ?", name)) {
				throw new CatalogException("There is already a user named " + name + ": choose another name, or set that one's password.");
			}
			return sql.update("INSERT INTO users (name, password, one_time) VALUES (?, ?, FALSE)", name, hash.toString());
		});
	}

	@Override
	public boolean remove(String name) {
		boolean removed = database.write("remove the user " + name, sql -> {
			sql.update("UPDATE users SET one_time = one_time"); // who else removes one waits for this
			if (!sql.exists("SELECT name FROM users WHERE name <> ?", name)) {
				throw new CatalogException("The last user cannot be removed, as nobody could sign in any more: add another first.");
			}
			return sql.update("DELETE FROM users WHERE name = ?", name) > 0;
		});
		if (name.equals(ADMIN)) {
			firstPassword.delete();
		}
		return removed;
	}

	private static void requireLong(char[] password) {
		if (Character.codePointCount(password, 0, password.length) < SHORTEST_PASSWORD) {
			throw new CatalogException("The password is too short: it needs at least " + SHORTEST_PASSWORD + " characters.");
		}
	}

	/** Makes the first user, or gives a new one-time password when no one can read the old one any more. */
	private void ensureAdmin() {
		Optional<Known> admin = find(ADMIN);
		if (admin.isPresent() ? !admin.get().oneTime() : !users().isEmpty()) {
			firstPassword.delete(); // setPassword or remove may not have come to it
		} else if (admin.isEmpty() || !firstPassword.exists()) {
			// in this order, the file's password is the right one wherever this ends
			firstPassword.delete();
			String password = FirstPassword.random();
			store(ADMIN, PasswordHash.of(password.toCharArray(), iterations), true);
			firstPassword.write(password);
			log.info("The one-time password of {} is in {}", ADMIN, firstPassword.file());
		}
	}

	private Optional<Known> find(String name) {
		return database.read("find the user " + name,
				sql -> sql.first(Known::read, "SELECT password, one_time FROM users WHERE name = ?", name));
	}

	private void store(String name, PasswordHash hash, boolean oneTime) {
		database.write("store the password of " + name, sql -> {
			int changed = sql.update("UPDATE users SET password = ?, one_time = ? WHERE name = ?", hash.toString(), oneTime, name);
			return changed > 0 ? changed
					: sql.update("INSERT INTO users (password, one_time, name) VALUES (?, ?, ?)", hash.toString(), oneTime, name);
		});
	}

	private record Known(PasswordHash hash, boolean oneTime) {

		static Known read(ResultSet row) throws SQLException {
			return new Known(PasswordHash.parse(row.getString("password")), row.getBoolean("one_time"));
		}
	}
}
