package backtrac.engine.scheduler;

import backtrac.api.catalog.Catalog;
import backtrac.api.catalog.DueList;
import backtrac.api.catalog.RunHistory;
import backtrac.api.catalog.RunLog;
import backtrac.api.catalog.Servers;
import backtrac.api.catalog.Settings;

/** What the catalog keeps, as far as the scheduler reads and writes it. */
record Books(Catalog catalog, RunHistory history, RunLog log, DueList dues, Settings settings, Servers servers) {
}
