package backtrac.engine.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import backtrac.api.access.AuditLog;
import backtrac.api.access.Tokens;
import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.DueList;
import backtrac.api.catalog.MemoryCatalog;
import backtrac.api.catalog.PlanOverview;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunLog;
import backtrac.api.catalog.Secrets;
import backtrac.api.catalog.Servers;
import backtrac.api.catalog.Settings;
import backtrac.api.catalog.SnapshotIndex;

/** All parts of one catalog. */
record Parts(Catalog catalog, RunHistory history, RunLog log, DueList due, PlanOverview overview, SnapshotIndex snapshots, Secrets secrets,
		Servers servers, Settings settings, Tokens tokens, AuditLog audit) {

	static Parts of(MemoryCatalog memory) {
		return new Parts(memory, memory, memory, memory, memory, memory, memory, memory, memory, memory, memory);
	}

	static Parts of(Database database) {
		try {
			Path data = Files.createTempDirectory("backtrac-catalog");
			data.toFile().deleteOnExit();
			data.resolve("secret.key").toFile().deleteOnExit();
			SqlServers servers = new SqlServers(database, data);
			data.resolve("server-id").toFile().deleteOnExit();
			return new Parts(new SqlCatalog(database), new SqlRunHistory(database), new SqlRunLog(database), new SqlDueList(database),
					new SqlPlanOverview(database), new SqlSnapshotIndex(database), new SqlSecrets(database, data.resolve("secret.key")), servers,
					new SqlSettings(database), new SqlTokens(database), new SqlAuditLog(database));
		} catch (IOException e) {
			throw new AssertionError(e);
		}
	}
}
