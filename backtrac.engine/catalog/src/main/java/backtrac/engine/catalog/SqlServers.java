package backtrac.engine.catalog;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.CatalogException;
import backtrac.api.catalog.Servers;
import backtrac.api.store.SnapshotNames;

/** The servers in a database. This one's id is in a file of its data, made at its first start. */
@Component
public final class SqlServers implements Servers {

	private final Database database;
	private final String self;
	private final String name = SnapshotNames.ofThisMachine();

	@Activate
	public SqlServers(BundleContext context, @Reference Database database) {
		this(database, DataFolder.of(context));
	}

	SqlServers(Database database, Path data) {
		this.database = database;
		self = id(new PrivateFile(data.resolve("server-id"), "this server's id"));
	}

	private static String id(PrivateFile file) {
		if (!file.exists()) {
			file.create(UUID.randomUUID().toString());
		}
		String id = file.read();
		if (id.isEmpty() || id.length() > 100) {
			throw new CatalogException("The file with this server's id holds none: remove " + file.path()
					+ ", then the server gets a new id when it starts.");
		}
		return id;
	}

	@Override
	public String self() {
		return self;
	}

	@Override
	public void beat() {
		database.write("store that this server lives", sql -> {
			int changed = sql.update("UPDATE servers SET name = ?, beat = beat + 1 WHERE id = ?", name, self);
			return changed > 0 ? changed : sql.update("INSERT INTO servers (name, beat, id) VALUES (?, 1, ?)", name, self);
		});
	}

	@Override
	public List<Server> all() {
		return database.read("list the servers", sql -> sql.all(row -> new Server(row.getString("id"), row.getString("name"), row.getLong("beat")),
				"SELECT id, name, beat FROM servers ORDER BY id"));
	}

	@Override
	public void remove(String id) {
		database.write("remove the server " + id, sql -> sql.update("DELETE FROM servers WHERE id = ?", id));
	}
}
