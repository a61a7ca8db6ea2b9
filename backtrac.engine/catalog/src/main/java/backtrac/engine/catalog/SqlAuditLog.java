package backtrac.engine.catalog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import backtrac.api.access.AuditEntry;
import backtrac.api.access.AuditLog;
import backtrac.api.access.AuditQuery;

/** The audit log in a database. */
@Component
public final class SqlAuditLog implements AuditLog {

	private static final int REMOVED_AT_ONCE = 1000;

	private final Database database;

	@Activate
	public SqlAuditLog(@Reference Database database) {
		this.database = database;
	}

	@Override
	public void add(AuditEntry entry) {
		database.write("write to the audit log", sql -> AuditRows.add(sql, entry));
	}

	@Override
	public List<AuditEntry> entries(AuditQuery query) {
		if (query.limit() < 1) {
			return List.of();
		}
		return database.read("read the audit log", sql -> {
			long after = query.since() == null ? 0 : AuditRows.before(sql, query.since());
			if (query.action() == null || query.action().isEmpty()) {
				return AuditRows.page(sql, query, null, after);
			}
			List<AuditEntry> found = new ArrayList<>();
			for (String action : AuditRows.actions(sql, query.action())) {
				found.addAll(AuditRows.page(sql, query, action, after));
			}
			return found.stream().sorted(Comparator.comparingLong(AuditEntry::id).reversed()).limit(query.limit()).toList();
		});
	}

	/** In several transactions, so that others need not wait for long. */
	@Override
	public int removeBefore(Instant time) {
		int removed = 0;
		for (int some = REMOVED_AT_ONCE; some == REMOVED_AT_ONCE; removed += some) {
			some = database.write("remove old lines of the audit log", sql -> AuditRows.removeBefore(sql, time, REMOVED_AT_ONCE));
		}
		return removed;
	}
}
