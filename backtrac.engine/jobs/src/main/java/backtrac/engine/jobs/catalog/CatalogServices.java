package backtrac.engine.jobs.catalog;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunLog;
import backtrac.api.catalog.Secrets;
import backtrac.api.catalog.Servers;
import backtrac.api.catalog.SnapshotIndex;

/** What the runner needs of the catalog. */
public record CatalogServices(Catalog catalog, RunHistory history, RunLog log, SnapshotIndex index, Secrets secrets, Servers servers) {
}
