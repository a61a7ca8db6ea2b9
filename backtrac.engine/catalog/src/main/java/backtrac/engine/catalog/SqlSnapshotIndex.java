package backtrac.engine.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.catalog.SnapshotIndex;
import backtrac.api.store.Snapshot;

/** The repository's snapshots in a database. */
@Component
public final class SqlSnapshotIndex implements SnapshotIndex {

	private static final int AT_ONCE = 500;

	private final Database database;

	@Activate
	public SqlSnapshotIndex(@Reference Database database) {
		this.database = database;
	}

	@Override
	public void put(Collection<Snapshot> snapshots) {
		Map<String, Snapshot> last = new LinkedHashMap<>();
		snapshots.forEach(snapshot -> last.put(snapshot.id(), snapshot));
		List<Snapshot> all = List.copyOf(last.values());
		for (int from = 0; from < all.size(); from += AT_ONCE) {
			List<Snapshot> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
			database.write("store what snapshots there are", sql -> {
				SnapshotRows.put(sql, some);
				return null;
			});
		}
	}

	@Override
	public void remove(Collection<String> ids) {
		List<String> all = new ArrayList<>(ids);
		for (int from = 0; from < all.size(); from += AT_ONCE) {
			List<String> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
			database.write("store which snapshots are gone", sql -> {
				SnapshotRows.remove(sql, some);
				return null;
			});
		}
	}

	@Override
	public List<String> ids() {
		return database.read("list the snapshots", sql -> sql.all(row -> row.getString("id"), "SELECT id FROM snapshots"));
	}

	@Override
	public int count() {
		return database.read("count the snapshots", sql -> sql.first(row -> row.getInt(1), "SELECT COUNT(*) FROM snapshots")).orElseThrow();
	}

	@Override
	public Optional<Snapshot> snapshot(String id) {
		return database.read("find the snapshot " + id, sql -> SnapshotRows.withId(sql, id)).stream().findFirst();
	}

	@Override
	public List<Snapshot> beginning(String id, String client, int limit) {
		return limit < 1 ? List.of() : database.read("find snapshots", sql -> SnapshotRows.beginning(sql, id, client, limit));
	}

	@Override
	public List<Snapshot> snapshots(String client, String plan, int offset, int limit) {
		return limit < 1 ? List.of() : database.read("list the snapshots", sql -> SnapshotRows.page(sql, client, plan, offset, limit));
	}
}
